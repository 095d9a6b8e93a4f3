// The keyboard: shortcuts stand on their buttons (aria-keyshortcuts) and can be switched off; a conversion
// key is never ours; plain Enter never sends a form marked data-keys from a text field.
"use strict";
{
  const box = document.getElementById("keys-off");
  const list = document.getElementById("keys");
  let off = document.cookie.split("; ").includes("keys=off");

  const apply = () => {
    document.documentElement.classList.toggle("no-keys", off);
    if (box) box.checked = off;
  };
  apply();
  box?.addEventListener("change", () => {
    off = box.checked;
    document.cookie = `keys=${off ? "off" : "on"}; path=/; SameSite=Lax; max-age=31536000`;
    apply();
  });

  const writing = (element) => element.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");

  // Inside a form only its own button is pressed; outside any, the only one there is.
  const press = (keys, target) => {
    const near = target.form ?? target.closest?.("form");
    const found = [...document.querySelectorAll(`[aria-keyshortcuts~="${keys}"]`)].filter((element) => element.checkVisibility());
    const mine = near ? found.find((element) => element.form === near) : found.length === 1 ? found[0] : undefined;
    mine?.click();
    return Boolean(mine);
  };

  addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const { target, key } = event;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (key === "Enter" && plain && target.matches?.("form[data-keys] input") && writing(target)) {
      event.preventDefault();
    } else if (off) {
      return;
    } else if (key === "Enter" && event.ctrlKey) {
      if (press("Control+Enter", target)) event.preventDefault();
    } else if (event.altKey && !event.ctrlKey && event.code === "KeyL") {
      if (press("Alt+L", target)) event.preventDefault();
    } else if (key === "?" && plain && !writing(target) && list) {
      event.preventDefault();
      list.open = true;
      list.querySelector("summary").focus();
    }
  });

  // The browser shows the caret alone: a tall box reached by the keyboard could lie below the bar of actions.
  addEventListener("keyup", (event) => {
    if (event.key === "Tab" && event.target.matches?.("textarea")) event.target.scrollIntoView({ block: "nearest" });
  });
}
