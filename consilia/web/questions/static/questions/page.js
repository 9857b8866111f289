// Small comforts of a page that is whole without them: copy or share the link, print.
"use strict";
(() => {
  const add = (after, text, deed) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = text;
    button.addEventListener("click", () => deed(button));
    after.after(button);
  };
  for (const field of document.querySelectorAll("[data-copy]")) {
    add(field, "Copy the link", async (button) => {
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      button.textContent = "Copied";
    });
    if (navigator.share && field.dataset.share) {
      add(field, "Share", () => navigator.share({ title: field.dataset.share, url: field.value }).catch(() => {}));
    }
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
})();
