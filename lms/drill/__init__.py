"""The drill: in a house made only for it, somebody's telephone and passport number are typed, searched for, sent,
printed, copied and choked on; then every byte that was left behind is searched for them."""
