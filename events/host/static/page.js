// What every page does once: lead to the errors, and let the keyboard scroll a table that is wider than its place.
"use strict";
{
  document.querySelector("[data-focus]")?.focus();

  const reach = () => {
    for (const place of document.querySelectorAll(".table-scroll")) {
      const wider = place.scrollWidth > place.clientWidth + 1;
      if (wider) place.tabIndex = 0;
      else place.removeAttribute("tabindex");
    }
  };
  reach();
  addEventListener("resize", reach);
  document.addEventListener("htmx:after:swap", reach);
}
