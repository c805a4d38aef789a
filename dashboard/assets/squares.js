/* The squares of a whole strategy are one stop of the Tab key: once one has the focus, the arrow keys go on from it.
   Left and right to the neighbour, up and down to the same place of the row above or below, Home and End to the ends. */
(function () {
  "use strict";
  function all(inside) {
    return Array.prototype.slice.call(inside.querySelectorAll("a.sq"));
  }

  document.addEventListener("focusin", function (event) {
    var whole = event.target.matches("a.sq") && event.target.closest(".squares");
    if (whole) {
      all(whole).forEach(function (square) {
        square.tabIndex = square === event.target ? 0 : -1;
      });
    }
  });

  function across(whole, square, step) {
    var rows = Array.prototype.slice.call(whole.querySelectorAll(".row-of-squares")).map(all);
    rows = rows.filter(function (row) {
      return row.length;
    });
    var at = rows.findIndex(function (row) {
      return row.includes(square);
    });
    var next = rows[at + step];
    return next && next[Math.min(rows[at].indexOf(square), next.length - 1)];
  }

  document.addEventListener("keydown", function (event) {
    var square = event.target;
    var whole = square.matches && square.matches("a.sq") && square.closest(".squares");
    if (!whole || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    var list = all(whole);
    var at = list.indexOf(square);
    var next = {
      ArrowRight: list[at + 1],
      ArrowLeft: list[at - 1],
      Home: list[0],
      End: list[list.length - 1],
      ArrowDown: event.key === "ArrowDown" && across(whole, square, 1),
      ArrowUp: event.key === "ArrowUp" && across(whole, square, -1),
    }[event.key];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
})();
