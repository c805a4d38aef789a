/* Waits for the first view, and then lets the browser lay out what lies below the first screen (.laid-out, see style.css)
   and loads the scripts in #later: ours, or with a grid Dash's. Run at the end of the document they would hold the
   first view back by all the time that they take. They are fetched side by side and run in their order.
   Nobody is led to a place by heights that are only estimated: an address with an anchor, a page that is loaded again
   or gone back to, and a choice that keeps its place (keep_place.js) have everything at once. */
(function () {
  "use strict";
  var later = document.getElementById("later");
  if (!later) {
    return; // Dash lists every script of this folder, and so runs this one again
  }
  later.remove();
  var root = document.documentElement;
  var scripts = Array.prototype.slice.call(later.content.querySelectorAll("script"));

  function copy(script) {
    var made = document.createElement("script");
    Array.prototype.forEach.call(script.attributes, function (attribute) {
      made.setAttribute(attribute.name, attribute.value);
    });
    made.async = false;
    made.textContent = script.textContent;
    return made;
  }

  function load() {
    root.classList.add("laid-out");
    var fetched = scripts.filter(function (script) { return script.src; }).map(copy);
    var last = fetched[fetched.length - 1];
    last.addEventListener("load", function () {
      scripts.filter(function (script) { return !script.src; }).map(copy).forEach(function (script) {
        document.body.appendChild(script);
      });
      root.dataset.scripts = "run";
    });
    fetched.forEach(function (script) { document.body.appendChild(script); });
  }

  function isLed() {
    var way = performance.getEntriesByType("navigation")[0];
    try {
      return window.location.hash || !way || way.type !== "navigate" || window.sessionStorage.getItem("place");
    } catch (error) {
      return true; // a browser that keeps nothing
    }
  }

  /* The second frame begins when the first one has been painted; in a hidden tab there are no frames. */
  if (document.hidden || isLed()) {
    load();
  } else {
    requestAnimationFrame(function () { requestAnimationFrame(function () { setTimeout(load, 0); }); });
  }
})();
