// Keeps what is typed: on the server after each pause, on this device while there is no connection.
"use strict";
(() => {
  const PLACE = "consilia-unsent";
  const SAVE_AFTER_MS = 1500;
  const LOOK_AFTER_MS = 200;
  const FORGET_AFTER_MS = 3000;
  const LEAST_WORDS = 3;
  const LEAST_SIGNS = 4; // of a script that sets no spaces between its words

  const isEnough = (text) => text.trim().split(/\s+/).length >= LEAST_WORDS
    || (text.match(/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/g) || []).length >= LEAST_SIGNS;
  const remember = (kept) => { try { localStorage.setItem(PLACE, JSON.stringify(kept)); } catch { return false; } return true; };
  const recall = () => { try { return JSON.parse(localStorage.getItem(PLACE)); } catch { return null; } };
  const forget = () => { try { localStorage.removeItem(PLACE); } catch { /* nothing was kept */ } };

  const forgetSaved = () => { if (recall()?.saved) forget(); };

  if (document.querySelector("[data-sent]")) forget();
  for (const form of document.querySelectorAll("[data-forget]")) form.addEventListener("submit", forget);
  for (const form of document.querySelectorAll("[data-once]")) {
    form.addEventListener("submit", () => {
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    });
  }
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  for (const field of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy the link";
    button.addEventListener("click", async () => {
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      button.textContent = "Copied";
    });
    field.after(button);
  }

  const form = document.querySelector("[data-draft]");
  if (!form) return;
  const status = form.querySelector("[data-kept]");
  const step = form.dataset.step;
  const typed = () => [...form.querySelectorAll("textarea, input[type=text]")];
  const say = (text) => { status.textContent = text; };
  let timer = null;
  let busy = false;
  let again = false;

  const keepHere = () => {
    const values = Object.fromEntries(typed().map((field) => [field.name, field.value]));
    return remember({ step, values });
  };
  const save = async () => {
    if (busy) { again = true; return; }
    busy = true;
    const sent = new FormData(form);
    sent.set("step", step);
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: sent, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      form.elements.revision.value = told.revision;
      say(told.stale ? "Saved. You wrote something else in another window: both versions are kept." : `Saved at ${told.saved}.`);
      // A page that was asked for meanwhile may not show it yet: the copy stays until this one has outlived that.
      const copy = recall();
      if (copy) { remember({ ...copy, saved: true }); setTimeout(forgetSaved, FORGET_AFTER_MS); }
    } catch {
      say(keepHere() ? "No connection. Your words are kept on this device. We save them when you are back."
        : "No connection. Please do not close this page: your words are only here.");
    }
    busy = false;
    if (again) { again = false; save(); }
  };
  const laterSave = () => { clearTimeout(timer); timer = setTimeout(save, SAVE_AFTER_MS); };

  const kept = recall();
  if (kept && kept.saved && (kept.step !== step || typed().some((field) => field.value))) forget();
  else if (kept && kept.step === step) {
    const fresh = typed().filter((field) => kept.values[field.name] && kept.values[field.name] !== field.value);
    const missing = fresh.filter((field) => !field.value.includes(kept.values[field.name]));
    for (const field of missing) {
      field.value = field.value && !kept.values[field.name].startsWith(field.value)
        ? `${field.value}\n\n${kept.values[field.name]}` : kept.values[field.name];
    }
    if (missing.length) { say("We put back what you wrote while there was no connection."); laterSave(); } else forget();
  }
  form.addEventListener("input", laterSave);
  window.addEventListener("online", save);
  window.addEventListener("pagehide", () => { if (timer && !navigator.onLine) keepHere(); });

  const words = form.querySelector("[name=words]");
  const found = form.querySelector("[data-live]");
  let looking = null;
  if (words && found) {
    words.addEventListener("input", () => {
      clearTimeout(looking);
      if (!isEnough(words.value)) {
        // Too little to look for: what is on its way or was found no longer fits. Advice to get help stays.
        found.dispatchEvent(new CustomEvent("htmx:abort", { bubbles: true, detail: { elt: found } }));
        for (const list of found.querySelectorAll(".live")) list.remove();
        return;
      }
      looking = setTimeout(() => form.dispatchEvent(new CustomEvent("words-typed")), LOOK_AFTER_MS);
    });
  }
})();
