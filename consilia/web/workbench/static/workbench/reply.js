// Saves an answer while it is written, puts pieces in, and quotes the asker's real words. The page works without it.
"use strict";
(() => {
  const form = document.getElementById("reply-form");
  if (!form) return;
  const box = form.elements.text;
  const state = document.getElementById("reply-state");
  let saved = box.value;
  let timer = 0;
  let isSaving = false;
  let isSending = false;

  const tell = (words) => { state.textContent = words; };
  const clock = () => new Date().toTimeString().slice(0, 5);

  // A log-in in another window makes the form's secret stale: take the new one from the page, and the words stay.
  async function renew() {
    const page = await fetch(location.href, { credentials: "same-origin" });
    const name = "csrfmiddlewaretoken";
    const field = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#reply-form [name=" + name + "]");
    if (page.ok && field) form.elements[name].value = field.value;
    return Boolean(page.ok && field);
  }

  async function save() {
    clearTimeout(timer);
    if (isSaving || isSending || box.value === saved) return;
    isSaving = true;
    const sent = box.value;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual",
      });
      if (answer.status === 409) {
        saved = sent;
        tell("Another window has changed this answer. Your words here are kept as a second version. Load the page again to see both.");
      } else if (answer.ok) {
        const kept = await answer.json();
        form.elements.revision.value = kept.revision;
        saved = sent;
        tell("Draft saved at " + clock() + "." + (kept.taken_by ? " " + kept.taken_by + " is answering this question now." : "")
          + (kept.closed ? " A colleague has closed this question meanwhile." : ""));
      } else if (answer.status === 410) {
        tell("The asker has taken this question back, so nothing is saved any more. Copy your words if you need them.");
      } else if (answer.status === 400) {
        tell("Not saved: " + ((await answer.json()).errors || []).join(" "));
      } else {
        const renewed = answer.status === 403 && await renew();
        if (!renewed) tell("Not saved. You may be logged out. Log in in another window: then your words here are saved by themselves.");
        timer = setTimeout(save, renewed ? 1000 : 15000);
      }
    } catch {
      tell("Not saved: no connection. Your words stay here, and are saved when the connection is back.");
      timer = setTimeout(save, 10000);
    }
    isSaving = false;
    if (box.value !== sent) later();
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(save, 1500); };

  function put(words) {
    const start = box.selectionStart;
    const before = box.value.slice(0, start);
    const gap = before && !before.endsWith("\n") ? "\n\n" : "";
    box.setRangeText(gap + words, start, box.selectionEnd, "end");
    box.focus();
    later();
  }

  box.addEventListener("input", later);
  box.addEventListener("blur", save);
  form.addEventListener("submit", () => { isSending = true; clearTimeout(timer); });
  window.addEventListener("beforeunload", (event) => {
    if (!isSending && box.value !== saved) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { isSending = false; });

  for (const button of document.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => put(document.getElementById(button.dataset.insert).textContent.trim()));
  }
  for (const button of document.querySelectorAll("[data-quote]")) {
    button.hidden = false;
    button.addEventListener("click", () => put('You wrote: "' + button.dataset.quote + '"\n'));
  }
  const asked = document.getElementById("asked-words");
  const quote = document.getElementById("quote-marked");
  let marked = "";
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.rangeCount && !selection.isCollapsed && asked.contains(selection.getRangeAt(0).commonAncestorContainer)) {
      marked = selection.toString().trim();
    }
  });
  quote.hidden = false;
  quote.addEventListener("click", () => {
    if (marked) put('You wrote: "' + marked + '"\n');
    else tell("First mark some words of the question, then press this button.");
  });
})();
