// While an author types, the preview follows. Without it, the button "Preview" does the same.
(() => {
  const form = document.getElementById("writing"), preview = document.getElementById("preview");
  if (!form || !preview) return;
  const text = form.elements.text;
  let saved = text.value, waiting = 0, asking = null;

  const refresh = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(form.dataset.preview, {method: "POST", body: new FormData(form), signal: asking.signal});
      if (answer.ok) preview.innerHTML = (await answer.json()).html;
    } catch { /* no network now: the text stays, and the next key tries again */ }
  };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(refresh, 500) };
  const insert = (words) => {
    text.focus();
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    soon();
  };

  text.addEventListener("input", soon);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.insert !== undefined) insert(`\n\n${button.dataset.insert}\n`);
    else if (button.dataset.fact !== undefined) insert(`{{${form.elements.fact.value}}}`);
    else if (button.value === "preview") refresh();
    else { saved = text.value; return }
    event.preventDefault();
  });
  preview.addEventListener("click", (event) => {
    const line = Number(event.target.dataset?.line);
    if (!line) return;
    event.preventDefault();
    const lines = text.value.split("\n"), start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  });
  addEventListener("beforeunload", (event) => { if (text.value !== saved) event.preventDefault() });
})();
