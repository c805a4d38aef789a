/* Hands the page over from the server's print (#first-view) to Dash, in the frame in which Dash's own h1 stands.
   A MutationObserver runs after React has written the page and before the browser paints, so no frame is without an h1.
   What the reader has done meanwhile goes along: scroll, focus, typed text, opened details, the target of a #hash.
   If Dash never draws the page, the printed one simply stays. */
(function () {
  "use strict";
  var first = document.getElementById("first-view");
  var entry = document.getElementById("react-entry-point");
  if (!first || !entry) {
    return;
  }
  var REACHABLE = "a[href],button,input,select,textarea,summary,[tabindex]";

  /* The grid has no twin in print, nor what is printed in its place. */
  function paired(page, selector) {
    return Array.prototype.filter.call(page.querySelectorAll(selector), function (element) {
      return !element.closest("[data-twin=none]");
    });
  }

  /* The two pages are the same tree, so the n-th of a kind in one is the n-th in the other. */
  function twins(selector, take) {
    var old = paired(first, selector);
    var fresh = paired(entry, selector);
    for (var i = 0; i < old.length && i < fresh.length; i += 1) {
      if (old[i].tagName === fresh[i].tagName) {
        take(old[i], fresh[i]);
      }
    }
  }

  function type(input, value) {
    /* React keeps the value of an input; it must see the change as typed. */
    var setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set;
    setter.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function carry() {
    var focused = null;
    twins("details", function (old, fresh) {
      fresh.open = old.open;
    });
    twins("input,textarea,select", function (old, fresh) {
      if (old.value !== old.defaultValue && old.type !== "hidden") {
        type(fresh, old.value);
      }
    });
    if (first.contains(document.activeElement)) {
      twins(REACHABLE, function (old, fresh) {
        focused = old === document.activeElement ? fresh : focused;
      });
    }
    return focused;
  }

  function handOver() {
    if (!entry.querySelector("h1")) {
      return;
    }
    observer.disconnect();
    var x = window.scrollX;
    var y = window.scrollY;
    var focused = carry();
    var caret = focused && focused.setSelectionRange ? document.activeElement.selectionStart : null;
    first.remove();
    if (window.location.hash.length > 1 && y > 0) {
      window.location.replace(window.location.hash); /* marks the new element as :target; adds no history */
    }
    if (focused) {
      focused.focus({ preventScroll: true });
      if (caret !== null) {
        focused.setSelectionRange(caret, caret);
      }
    }
    window.scrollTo({ left: x, top: y, behavior: "instant" });
  }

  var observer = new MutationObserver(handOver);
  observer.observe(entry, { childList: true, subtree: true });
})();
