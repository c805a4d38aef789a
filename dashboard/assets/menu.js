/* A menu lies over the page: Escape, or a press outside it, closes it, and Escape leaves the focus on its head. */
(function () {
  "use strict";
  function opened() {
    return document.querySelector(".menu[open]");
  }

  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && opened();
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll(".menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
})();
