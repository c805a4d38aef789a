/* A list of the menu lies over the page: Escape, or a press outside it, closes it, and Escape leaves the focus on its head. */
(function () {
  "use strict";
  function opened() {
    return Array.prototype.slice.call(document.querySelectorAll(".menu[open]"));
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      opened().forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  });
  document.addEventListener("click", function (event) {
    opened().forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
})();
