/* A choice under a chart is the same page drawn anew: the reader stays where the choice was made, with the focus on it.
   The address says nothing of that, so a copied one opens at the top, over title and sentence. */
(function () {
  "use strict";
  var CHOICES = ".filters.views a, .road-years a";
  var KEY = "place";

  function all() {
    return Array.prototype.slice.call(document.querySelectorAll(CHOICES));
  }

  function kept() {
    try {
      var text = window.sessionStorage.getItem(KEY);
      window.sessionStorage.removeItem(KEY);
      return JSON.parse(text);
    } catch (error) {
      return null; /* a browser that keeps nothing opens the page at its top */
    }
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(CHOICES);
    var plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || new URL(link.href).pathname !== window.location.pathname) {
      return;
    }
    var top = link.getBoundingClientRect().top;
    try {
      window.sessionStorage.setItem(KEY, JSON.stringify({ href: link.href, text: link.textContent, top: top }));
    } catch (error) {
      return;
    }
  });

  var place = kept();
  if (place && place.href === window.location.href) {
    var same = all().filter(function (link) {
      return link.textContent === place.text && link.getClientRects().length;
    })[0];
    if (same) {
      same.focus({ preventScroll: true });
      window.scrollTo({ top: window.scrollY + same.getBoundingClientRect().top - place.top, behavior: "instant" });
    }
  }
})();
