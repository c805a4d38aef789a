/* The list of sectors lies over the page: Escape, or a press outside it, closes it, and Escape leaves the focus on its head. */
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
    var menu = opened();
    if (menu && !menu.contains(event.target)) {
      menu.open = false;
    }
  });
})();
