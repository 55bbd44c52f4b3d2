// Keys for a long table: ↓ and ↑ go from row to row, Enter opens, A presses the row's button. Without it, Tab does.
(() => {
  const rows = [...document.querySelectorAll("table[data-keys] tbody tr")];
  const link = row => row.querySelector("a");
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input,select,textarea")) return;
    const here = rows.indexOf(event.target.closest("tr"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = rows[here < 0 ? 0 : here + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); link(next).focus(); }
    } else if (event.code === "KeyA" && here >= 0 && !event.repeat) {
      rows[here].querySelector("button").click();
    }
  });
})();
