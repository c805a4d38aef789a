/* Waits until the first view stands; then what lies below the first screen is laid out (.laid-out, see style.css), and the
   scripts in #later are loaded: ours, or with a grid Dash's. They are fetched side by side and run in their order. */
(function () {
  "use strict";
  var root = document.documentElement;
  var later = document.getElementById("later");
  var scripts = Array.prototype.slice.call(later.content.querySelectorAll("script"));
  var waits = true;
  later.remove();

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
    if (!waits) {
      return;
    }
    waits = false;
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

  /* Nobody is led to a place by heights that are only estimated: an address with an anchor, a page that is loaded again or
     gone back to, and a choice that keeps its place (keep_place.js) wait for nothing; nor does a tab that nobody sees. */
  function isLed() {
    var way = performance.getEntriesByType("navigation")[0];
    try {
      return window.location.hash || !way || way.type !== "navigate" || window.sessionStorage.getItem("place");
    } catch (error) {
      return true; // a browser that keeps nothing
    }
  }

  function isPainted(entries) {
    return entries.getEntries().some(function (entry) { return entry.name === "first-contentful-paint"; });
  }

  if (document.hidden || isLed() || (PerformanceObserver.supportedEntryTypes || []).indexOf("paint") < 0) {
    load();
  } else {
    document.addEventListener("visibilitychange", load, { once: true });
    new PerformanceObserver(function (entries) {
      if (isPainted(entries)) {
        load();
      }
    }).observe({ type: "paint", buffered: true });
  }
})();
