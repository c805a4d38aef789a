/* The keys of a wall. Every key follows a link that stands on the screen, so that all of it works without this.

   Online a link's screen is fetched and put in the place of the one that is shown, for a new document would leave the
   full screen; in a file that holds all screens its address is a mark in the file. */
(function () {
  "use strict";

  var root = document.getElementById("meeting");
  if (!root) {
    return;
  }
  var inFile = root.hasAttribute("data-file");
  var ahead = new Map();
  var asked = 0;
  var leftFull = 0;

  function screen() {
    var marked = inFile && window.location.hash ? document.getElementById(window.location.hash.slice(1)) : null;
    return marked || root.querySelector(inFile ? ".first-screen" : ".wall") || root;
  }

  function link(name) {
    return screen().querySelector('[data-go="' + name + '"]');
  }

  function sheet() {
    return document.getElementById("dark-room");
  }

  function light(is) {
    sheet().media = is ? "not all" : "screen";
  }

  function blank() {
    return screen().querySelector(".blank");
  }

  function get(address) {
    if (!ahead.has(address)) {
      ahead.set(
        address,
        fetch(address, { credentials: "same-origin" })
          .then(function (answer) {
            return answer.ok ? answer.text() : "";
          })
          .catch(function () {
            ahead.delete(address);
            return "";
          })
      );
    }
    return ahead.get(address);
  }

  function draw(text, address) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var next = page.getElementById("meeting");
    if (!next) {
      window.location.assign(address);
      return;
    }
    root.replaceChildren.apply(root, Array.from(next.childNodes));
    document.title = page.title;
    light(!root.querySelector(".wall.dark"));
    document.documentElement.lang = page.documentElement.lang;
    arrive();
  }

  function arrive() {
    var main = screen().querySelector("main");
    offerFull();
    if (main) {
      main.focus({ preventScroll: true });
    }
    window.scrollTo(0, 0);
    if (!inFile) {
      ["next", "previous", "down", "up"].forEach(function (name) {
        var found = link(name);
        if (found) {
          get(found.href);
        }
      });
    }
  }

  function follow(address, push) {
    if (inFile) {
      window.location.hash = new URL(address).hash;
      return;
    }
    asked += 1;
    var mine = asked;
    get(address).then(function (text) {
      if (mine !== asked) {
        return; /* another key was pressed meanwhile */
      }
      if (push) {
        window.history.pushState(null, "", address);
      }
      draw(text, address);
    });
  }

  function go(name) {
    var found = link(name);
    if (found) {
      follow(found.href, true);
    }
    return Boolean(found);
  }

  function dark() {
    if (inFile) {
      light(sheet().media === "screen");
    } else {
      go("ground");
    }
  }

  function offerFull() {
    screen().querySelectorAll('[data-do="full"]').forEach(function (button) {
      button.hidden = !document.fullscreenEnabled;
    });
  }

  function full() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (document.fullscreenEnabled) {
      document.documentElement.requestFullscreen();
    }
  }

  function leave() {
    /* the browser itself takes the first Esc of a full screen; where it also tells us, that is no second one */
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (Date.now() - leftFull > 400) {
      go("agenda");
    }
    return true;
  }

  function scrolls(down) {
    var page = document.scrollingElement;
    var left = page.scrollHeight - page.clientHeight - page.scrollTop;
    return down ? left > 2 : page.scrollTop > 2;
  }

  function step(down) {
    return !scrolls(down) && go(down ? "down" : "up");
  }

  function cover() {
    blank().hidden = false;
    return true;
  }

  var keys = {
    ArrowRight: function () { return go("next"); },
    PageDown: function () { return go("next"); },
    " ": function () { return go("next"); },
    ArrowLeft: function () { return go("previous"); },
    PageUp: function () { return go("previous"); },
    Home: function () { return go("first"); },
    End: function () { return go("last"); },
    ArrowDown: function () { return step(true); },
    ArrowUp: function () { return step(false); },
    Escape: leave,
    f: function () { full(); return true; },
    b: cover,
    ".": cover,
    d: function () { dark(); return true; },
    l: function () { return go("language"); }
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    var on = event.target;
    var pressing = (event.key === " " || event.key === "Enter") && on.closest && on.closest("a, button, summary");
    if (!blank().hidden) {
      blank().hidden = true; /* whatever is pressed brings the screen back, and does no more */
      event.preventDefault();
      return;
    }
    var act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act && !pressing && act()) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", function (event) {
    var plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    var found = event.target.closest && event.target.closest("[data-go], [data-do]");
    if (!blank().hidden) {
      blank().hidden = true;
      event.preventDefault();
    } else if (found && found.hasAttribute("data-do")) {
      full();
    } else if (found && plain && found.getAttribute("data-go") === "ground") {
      event.preventDefault();
      dark();
    } else if (found && plain && !inFile) {
      event.preventDefault();
      follow(found.href, true);
    }
  });

  var touched = null;
  document.addEventListener("touchstart", function (event) {
    touched = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    var end = event.changedTouches[0];
    var x = touched ? end.clientX - touched.clientX : 0;
    var y = touched ? end.clientY - touched.clientY : 0;
    touched = null;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) {
      go(x < 0 ? "next" : "previous");
    }
  }, { passive: true });

  document.addEventListener("fullscreenchange", function () {
    leftFull = document.fullscreenElement ? 0 : Date.now();
    document.documentElement.classList.toggle("full", Boolean(document.fullscreenElement));
  });
  window.addEventListener("popstate", function () {
    if (!inFile) {
      follow(window.location.href, false);
    }
  });
  window.addEventListener("hashchange", arrive);
  arrive();
})();
