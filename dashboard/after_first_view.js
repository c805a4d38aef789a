/* Waits until the first view stands; then what lies below the first screen is laid out (.laid-out, see style.css), and the
   scripts in #later are loaded: ours, or with a grid Dash's. They are fetched side by side and run in their order. It stands
   at the end of the document: a script before it would have the browser draw an empty page first. */
(function () {
  "use strict";
  var root = document.documentElement;
  var waits = true;

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
    var later = document.getElementById("later");
    var scripts = Array.prototype.slice.call(later.content.querySelectorAll("script"));
    var fetched = scripts.filter(function (script) { return script.src; }).map(copy);
    var last = fetched[fetched.length - 1];
    later.remove();
    last.addEventListener("load", function () {
      scripts.filter(function (script) { return !script.src; }).map(copy).forEach(function (script) {
        document.body.appendChild(script);
      });
      root.dataset.scripts = "run";
    });
    fetched.forEach(function (script) { document.body.appendChild(script); });
  }

  function goOn() {
    if (waits) {
      waits = false;
      root.classList.add("laid-out");
      load();
    }
  }

  /* Nobody is led to a place by heights that are only estimated: an address with an anchor, a page that is loaded again or
     gone back to, and a choice that keeps its place (keep_place.js) wait for nothing; nor does a tab that nobody sees. What
     the browser keeps for a tab is asked of it only where a page of ours can have left something: the answer is waited for. */
  function isLed() {
    var way = performance.getEntriesByType("navigation")[0];
    if (window.location.hash || !way || way.type !== "navigate") {
      return true;
    }
    try {
      return document.referrer.indexOf(window.location.origin) === 0 && window.sessionStorage.getItem("place");
    } catch (error) {
      return true; // a browser that keeps nothing
    }
  }

  function isPainted(entries) {
    return entries.getEntries().some(function (entry) { return entry.name === "first-contentful-paint"; });
  }

  if (document.hidden || isLed() || (PerformanceObserver.supportedEntryTypes || []).indexOf("paint") < 0) {
    goOn();
  } else {
    document.addEventListener("visibilitychange", goOn, { once: true });
    new PerformanceObserver(function (entries) {
      if (isPainted(entries)) {
        goOn();
      }
    }).observe({ type: "paint", buffered: true });
  }
})();
