/* The measures on a road are one stop of the Tab key: up and down (left and right too) go to the next one, Home and End
   to the ends. The one that has the focus is told beside it, as it is to a mouse. Without scripts each is a stop. */
(function () {
  "use strict";
  var WAYS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity };

  function height(link) {
    return link.getBoundingClientRect().top;
  }

  function all(drawing) {
    return Array.prototype.slice.call(drawing.querySelectorAll("a")).sort(function (a, b) {
      return height(a) - height(b);
    });
  }

  function of(event) {
    var link = event.target.closest && event.target.closest(".road-drawing a");
    return link && { link: link, drawing: link.closest("svg"), frame: link.closest(".road-drawing") };
  }

  function unsay(frame) {
    frame.querySelectorAll(".reading").forEach(function (tip) {
      tip.remove();
    });
  }

  function say(here) {
    var tip = document.createElement("span");
    tip.className = "reading";
    tip.setAttribute("aria-hidden", "true"); /* the link's own name says the same */
    tip.textContent = here.link.getAttribute("aria-label");
    here.frame.appendChild(tip);
    var frame = here.frame.getBoundingClientRect();
    var box = here.link.getBoundingClientRect();
    var left = Math.min(box.left - frame.left, frame.width - tip.offsetWidth);
    tip.style.transform = "translate(" + Math.max(0, left) + "px," + (box.bottom - frame.top + 6) + "px)";
  }

  document.addEventListener("focusin", function (event) {
    var here = of(event);
    if (!here) {
      return;
    }
    all(here.drawing).forEach(function (link) {
      link.setAttribute("tabindex", link === here.link ? 0 : -1);
    });
    unsay(here.frame);
    if (here.link.matches(":focus-visible")) {
      say(here);
    }
  });

  document.addEventListener("focusout", function (event) {
    var here = of(event);
    if (here) {
      unsay(here.frame);
    }
  });

  document.addEventListener("keydown", function (event) {
    var here = of(event);
    if (!here || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key === "Escape") {
      unsay(here.frame);
    } else if (event.key in WAYS) {
      var list = all(here.drawing);
      var at = list.indexOf(here.link) + WAYS[event.key];
      event.preventDefault();
      list[Math.max(0, Math.min(list.length - 1, at))].focus();
    }
  });
})();
