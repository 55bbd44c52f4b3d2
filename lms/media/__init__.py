"""What authors bring along in the browser: recordings of texts, and pictures.

Files lie in the instance's folder, each named by the digest of what is in it, so that none is ever changed. A recording
belongs to a text: when the text changes, it is kept but not played."""
