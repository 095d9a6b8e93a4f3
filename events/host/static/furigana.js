// The reading of a name: what was typed before the conversion goes, as katakana, into an untouched kana field.
"use strict";
let reading = "";
let gap = "";
const kanaOf = (field) => document.getElementById(field.dataset?.furiganaInto ?? "");
const say = (kana, text) => { kana.value = text; kana.dispatchEvent(new Event("input", { bubbles: true })); };
for (const field of document.querySelectorAll("[data-furigana-into]")) if (kanaOf(field)?.value) kanaOf(field).dataset.touched = "yes";
addEventListener("compositionstart", ({ target }) => { reading = ""; gap = /[ \u3000]$/.test(target.value ?? "") ? "\u3000" : ""; });
addEventListener("compositionupdate", ({ data }) => { if (/^[\u3041-\u3096\u30a1-\u30fa\u30fc]+$/.test(data)) reading = data; });
addEventListener("compositionend", ({ target, data }) => {
  const kana = kanaOf(target);
  if (!kana || kana.dataset.touched || !data || !reading) return;
  const katakana = reading.replace(/[\u3041-\u3096]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 96));
  say(kana, kana.value + (kana.value ? gap : "") + katakana);
});
addEventListener("input", (event) => {
  if (event.isTrusted && document.querySelector(`[data-furigana-into="${CSS.escape(event.target.id)}"]`)) event.target.dataset.touched = event.target.value ? "yes" : "";
  const kana = kanaOf(event.target);
  if (kana && !event.target.value && !kana.dataset.touched) say(kana, "");
});
