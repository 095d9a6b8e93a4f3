// A plan beside a long form stays in sight: it scrolls until its lower end is seen, then holds.
"use strict";
{
  const ABOVE = 16;
  const hold = () => {
    const bar = document.querySelector(".action-bar")?.offsetHeight ?? 0;
    for (const plan of document.querySelectorAll("[data-held]")) {
      const room = innerHeight - bar - plan.offsetHeight - ABOVE;
      plan.style.setProperty("--held-top", `${Math.min(ABOVE, room)}px`);
    }
  };
  hold();
  addEventListener("resize", hold);
  // A browser shows the caret of a long field, not the field: half of it may lie behind the lower bar.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });
  document.querySelector("[data-grown]")?.querySelector("textarea, input:not([type=hidden])")?.focus();
}
