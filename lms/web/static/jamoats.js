// When another district is chosen, its jamoats are suggested. Without it, those of the district the page knows are.
(() => {
  const home = document.getElementById("home"), list = document.getElementById("jamoats");
  if (!home || !list) return;
  home.addEventListener("change", async () => {
    list.replaceChildren();
    const chosen = home.value;
    if (!chosen) return;
    try {
      const answer = await fetch(`${list.dataset.of}?home=${encodeURIComponent(chosen)}`);
      if (answer.ok && home.value === chosen)
        list.replaceChildren(...(await answer.json()).map(name => new Option(name, name)));
    } catch { /* typed by hand, as ever */ }
  });
})();
