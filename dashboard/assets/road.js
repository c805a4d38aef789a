/* The measures on a road are one stop of the Tab key: left and right go to the next one along the way, up and down to the
   next one as they are listed, Home and End to the first and last of the list. The one that has the focus is told beside
   it, as it is to a mouse, with what the keys do. Without scripts each is a stop. */
(function () {
  "use strict";
  var WAYS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity };

  /* The middle of its sign: its box holds its name and its tail too. */
  function place(link) {
    var box = link.querySelector("g").getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  /* In the order of the way (those at the same place from above) or of the list (those in one row from the left). */
  function ordered(drawing, along) {
    var first = along ? "x" : "y";
    var then = along ? "y" : "x";
    var all = Array.prototype.map.call(drawing.querySelectorAll("a"), function (link) {
      return { link: link, at: place(link) };
    });
    all.sort(function (a, b) {
      var far = a.at[first] - b.at[first];
      return Math.abs(far) > 0.5 ? far : a.at[then] - b.at[then];
    });
    return all.map(function (one) {
      return one.link;
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
    tip.appendChild(document.createElement("small")).textContent = here.frame.dataset.keys;
    here.frame.appendChild(tip);
    var frame = here.frame.getBoundingClientRect();
    var box = here.link.getBoundingClientRect();
    var left = Math.min(box.left - frame.left, frame.width - tip.offsetWidth);
    tip.style.transform = "translate(" + Math.max(0, left) + "px," + (box.bottom - frame.top + 6) + "px)";
  }

  function describe(frame) {
    frame.querySelectorAll("svg").forEach(function (drawing) {
      drawing.setAttribute("aria-description", frame.dataset.keys);
    });
  }

  document.querySelectorAll(".road-drawing").forEach(describe);
  document.addEventListener("focusin", function (event) {
    var here = of(event);
    if (!here) {
      return;
    }
    describe(here.frame); /* one that came later, with a choice of filters */
    here.drawing.querySelectorAll("a").forEach(function (link) {
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
      var list = ordered(here.drawing, event.key === "ArrowLeft" || event.key === "ArrowRight");
      var at = list.indexOf(here.link) + WAYS[event.key];
      event.preventDefault();
      list[Math.max(0, Math.min(list.length - 1, at))].focus();
    }
  });
})();
