/* A choice in the row of filters without a new page: the same address is fetched, and what it shows takes the place of
   what stands here. Focus and place stay, address and title follow, back works, and the count is told.
   What is shown from then on is the server's print, as it was before, and as it is without scripts.
   Where Dash has a part in a page (a grid), here or there, a link simply leads on. */
(function () {
  "use strict";
  var PRINTED = "#printed > .desk"; /* stands where Dash has no part in the page */
  var shown = document.querySelector(PRINTED) ? here() : null; /* the address that stands here; null where Dash draws */
  var asked = 0;

  var told = document.getElementById("live"); /* the page's one live region, of chart_steps.js */

  function here() {
    return window.location.pathname + window.location.search;
  }

  function ours(url) {
    return shown !== null && url.origin === window.location.origin && url.pathname === window.location.pathname;
  }

  /* The page as the server prints it, or null where it must be loaded whole. */
  function printed(text) {
    var parsed = new DOMParser().parseFromString(text, "text/html");
    var desk = parsed.querySelector(PRINTED);
    return desk && { desk: desk, title: parsed.title };
  }

  function draw(page, stop, y) {
    var desk = document.querySelector(".desk");
    var fold = document.querySelector(".filter-fold");
    var open = fold && fold.open;
    desk.replaceChildren.apply(desk, Array.from(page.desk.childNodes));
    document.title = page.title;
    fold = desk.querySelector(".filter-fold");
    if (fold && open) {
      fold.open = true;
    }
    var target = stop && document.getElementById(stop);
    if (stop && !target) {
      target = document.getElementById("main");
    }
    if (target) {
      target.focus({ preventScroll: true });
    }
    window.scrollTo({ left: 0, top: y, behavior: "instant" });
    var count = desk.querySelector(".filter-count");
    told.textContent = count ? count.textContent : "";
  }

  function load(address, stop, y, before) {
    var mine = (asked += 1);
    fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } })
      .then(function (answer) {
        return answer.ok ? answer.text() : null;
      })
      .then(function (text) {
        if (mine !== asked) {
          return; /* another choice was made meanwhile */
        }
        var page = text && printed(text);
        if (!page) {
          window.location.assign(address);
          return;
        }
        before();
        shown = here();
        draw(page, stop, y);
      })
      .catch(function () {
        if (mine === asked) {
          window.location.assign(address);
        }
      });
  }

  function lead(url, stop) {
    var y = window.scrollY;
    var address = url.pathname + url.search;
    load(address, stop, y, function () {
      window.history.replaceState(Object.assign({}, window.history.state, { y: y }), "");
      window.history.pushState({ y: y }, "", address);
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("main a[rel~=nofollow]");
    var plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented) {
      return;
    }
    var url = new URL(link.href);
    if (ours(url) && !url.hash) {
      event.preventDefault();
      lead(url, link.dataset.stop || "filters");
    }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.closest(".filter-row") || form.method !== "get") {
      return;
    }
    var url = new URL(form.action);
    new FormData(form).forEach(function (value, key) {
      if (value) {
        url.searchParams.set(key, value);
      }
    });
    if (ours(url)) {
      event.preventDefault();
      lead(url, form.dataset.stop);
    }
  });

  window.addEventListener("popstate", function (event) {
    if (shown !== null && here() !== shown) {
      load(here(), "filters", (event.state && event.state.y) || 0, function () {});
    }
  });
})();
