/* Steps through the figures of a chart by pointing, touching and the arrow keys; every word comes from the server.
   An element with data-stops (dashboard/charts/drawing/stepping.py tells its form) becomes a named group: its drawing is
   hidden from readers, and one stop of the Tab key lies over it. Without scripts it stays the picture that was printed.
   The drawing may be an SVG of ours or the library's: both have their places from the same list. */
(function () {
  "use strict";
  var PARTS = 1000;
  var WAYS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  var kept = new WeakMap(); /* host -> its stops */
  var shown = null; /* the host whose figure is shown */
  var live = document.getElementById("live") || document.body.appendChild(part("div", "sr-only"));
  live.id = "live";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");

  function part(tag, name, text) {
    var made = document.createElement(tag);
    made.className = name;
    made.textContent = text || "";
    return made;
  }

  function read(text) {
    var lines = text.split("\n").map(function (line) {
      return line.split("\t");
    });
    var words = lines.shift();
    var names = [];
    var stops = [];
    lines.forEach(function (line) {
      if (line[0] === "") {
        names.push(line[1]);
      } else {
        var told = line.slice(4).map(function (place) {
          return words[place];
        });
        stops.push({ of: names.length - 1, x: +line[0], y: +line[1], period: line[2], value: line[3], told: told });
      }
    });
    return { names: names, stops: stops };
  }

  function chart(host) {
    if (!kept.has(host)) {
      kept.set(host, Object.assign(read(host.dataset.stops), { at: null }));
    }
    return kept.get(host);
  }

  /* Where the stops stand on the screen, as a function; null while nothing is drawn. */
  function places(host) {
    var graph = host.querySelector(".graph:not(.waiting)>.js-plotly-plot");
    if (graph && graph._fullLayout && graph._fullLayout.xaxis) {
      return onGraph(graph, host.dataset.ends.split(" ").map(Number));
    }
    var all = Array.prototype.slice.call(host.querySelectorAll("svg"));
    var svg = all.find(function (one) {
      return one.getClientRects().length;
    });
    var plot = svg && svg.parentElement.dataset.plot;
    return plot ? onDrawing(svg, plot.split(" ").map(Number)) : null;
  }

  function onDrawing(svg, plot) {
    var box = svg.getBoundingClientRect();
    var scale = box.width / svg.viewBox.baseVal.width;
    return function (stop) {
      return {
        x: box.left + scale * (plot[0] + ((plot[1] - plot[0]) * stop.x) / PARTS),
        y: box.top + scale * (plot[3] - ((plot[3] - plot[2]) * stop.y) / PARTS),
      };
    };
  }

  function onGraph(graph, ends) {
    var box = graph.getBoundingClientRect();
    var x = graph._fullLayout.xaxis;
    var y = graph._fullLayout.yaxis;
    var scale = box.width / graph.offsetWidth; /* of a graph that is drawn to the size of its place */
    return function (stop) {
      return {
        x: box.left + scale * (x._offset + x.d2p(ends[0] + ((ends[1] - ends[0]) * stop.x) / PARTS)),
        y: box.top + scale * (y._offset + y.d2p(ends[2] + ((ends[3] - ends[2]) * stop.y) / PARTS)),
      };
    };
  }

  /* Who hears and who tabs: done again when the library has drawn, for it replaces what stood there. */
  function dress(host) {
    var group = host.closest("figure") || host;
    var layer = host.querySelector(":scope>.stops");
    if (!layer) {
      layer = host.appendChild(part("span", "stops"));
      layer.tabIndex = 0;
      layer.setAttribute("role", "application");
      layer.setAttribute("aria-label", host.closest("[data-keys]").dataset.keys);
      group.setAttribute("aria-label", host.getAttribute("aria-label") || label(host));
      group.setAttribute("role", "group");
      if (group !== host) {
        host.removeAttribute("role");
        host.removeAttribute("aria-label");
      }
    }
    Array.prototype.forEach.call(host.children, function (child) {
      if (child !== layer) {
        child.setAttribute("aria-hidden", "true");
      }
    });
    return layer;
  }

  function label(host) {
    return host.querySelector("svg").getAttribute("aria-label");
  }

  function dressAll() {
    document.querySelectorAll("[data-stops]").forEach(dress);
  }

  /* The figures of the same time, as they lie below one another. */
  function column(found, stop) {
    var same = found.stops.filter(function (other) {
      return other.x === stop.x && other.value;
    });
    return same.sort(function (a, b) {
      return b.y - a.y;
    });
  }

  function lines(found, stop) {
    if (found.names.length === 1) {
      return [stop.value, stop.period].concat(stop.told);
    }
    var beside = column(found, stop).filter(function (other) {
      return other !== stop;
    });
    return [named(found, stop), stop.period].concat(stop.told, beside.map(named.bind(null, found)));
  }

  function named(found, stop) {
    return [found.names[stop.of], stop.value].filter(Boolean).join(" ");
  }

  function reading(found, stop) {
    var tip = part("span", "reading");
    tip.appendChild(part("b", "", stop.period));
    if (found.names.length === 1) {
      tip.appendChild(part("strong", "", stop.value));
    } else {
      (stop.value ? column(found, stop) : [stop]).forEach(function (other) {
        tip.appendChild(part(other === stop ? "strong" : "span", "", named(found, other)));
      });
    }
    stop.told.forEach(function (text) {
      tip.appendChild(part("small", "", text));
    });
    return tip;
  }

  function hide() {
    if (shown) {
      dress(shown).replaceChildren();
      shown = null;
    }
  }

  function show(host, stop, spoken) {
    var found = chart(host);
    var place = places(host);
    if (!place || (shown === host && found.at === stop && !spoken)) {
      return;
    }
    if (shown !== host) {
      hide();
    }
    var layer = dress(host);
    var box = layer.getBoundingClientRect();
    var at = place(stop);
    var mark = part("span", "stop");
    var tip = reading(found, stop);
    shown = host;
    found.at = stop;
    layer.replaceChildren(mark, tip);
    mark.style.transform = "translate(" + (at.x - box.left) + "px," + (at.y - box.top) + "px)";
    var left = Math.min(at.x + 14, document.documentElement.clientWidth - tip.offsetWidth - 4);
    left = at.x + 14 + tip.offsetWidth > box.right ? Math.max(4, at.x - 14 - tip.offsetWidth) : left;
    var top = at.y - box.top - tip.offsetHeight - 10;
    top = top + box.top < 4 ? at.y - box.top + 14 : top;
    tip.style.transform = "translate(" + Math.round(left - box.left) + "px," + Math.round(top) + "px)";
    if (spoken) {
      live.textContent = lines(found, stop).filter(Boolean).join(". ");
    }
  }

  function nearest(host, x, y) {
    var place = places(host);
    var best = null;
    var least = Infinity;
    (place ? chart(host).stops : []).forEach(function (stop) {
      var at = place(stop);
      var far = Math.abs(at.x - x) + Math.abs(at.y - y) / 8; /* time first */
      if (far < least) {
        least = far;
        best = stop;
      }
    });
    return best;
  }

  /* The chart under a point of the screen: in a card a link lies over it. */
  function under(event) {
    var target = event.target;
    if (!target.closest) {
      return null;
    }
    var host = target.closest("[data-stops]");
    var card = host ? null : target.closest(".card,.area");
    host = host || (card && card.querySelector("[data-stops]"));
    var box = host && host.getBoundingClientRect();
    var x = event.clientX;
    var y = event.clientY;
    return box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? host : null;
  }

  function start(host) {
    var found = chart(host);
    var own = found.stops.filter(function (stop) {
      return stop.of === 0;
    });
    return found.at || own[own.length - 1];
  }

  function along(found, stop, step) {
    var own = found.stops.filter(function (other) {
      return other.of === stop.of;
    });
    return own[Math.max(0, Math.min(own.length - 1, own.indexOf(stop) + step))];
  }

  /* The figure of the next series above or below that is nearest in time. */
  function across(found, stop, step) {
    var near = found.names.map(function (_, of) {
      return found.stops
        .filter(function (other) {
          return other.of === of;
        })
        .reduce(function (a, b) {
          return Math.abs(b.x - stop.x) < Math.abs(a.x - stop.x) ? b : a;
        });
    });
    near[stop.of] = stop;
    near.sort(function (a, b) {
      return b.y - a.y || a.of - b.of;
    });
    return near[near.indexOf(stop) + step];
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      hide();
      return;
    }
    var layer = event.target.closest && event.target.closest(".stops");
    if (!layer || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    var host = layer.parentElement;
    var found = chart(host);
    var from = start(host);
    var next = null;
    if (event.key in WAYS) {
      next = along(found, from, WAYS[event.key]);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      next = found.names.length > 1 && (across(found, from, event.key === "ArrowUp" ? -1 : 1) || from);
    }
    if (next) {
      event.preventDefault();
      show(host, next, true);
    }
  });

  document.addEventListener("focusin", function (event) {
    var layer = event.target.closest && event.target.closest(".stops");
    if (layer && layer.matches(":focus-visible")) {
      show(layer.parentElement, start(layer.parentElement), false);
    }
  });
  document.addEventListener("focusout", function (event) {
    if (event.target.closest && event.target.closest(".stops")) {
      hide();
    }
  });

  var frame = 0;
  document.addEventListener("pointermove", function (event) {
    if (event.pointerType !== "touch" && !frame) {
      frame = requestAnimationFrame(function () {
        frame = 0;
        var host = under(event);
        if (host) {
          show(host, nearest(host, event.clientX, event.clientY), false);
        } else if (shown && !shown.contains(document.activeElement)) {
          hide();
        }
      });
    }
  });

  /* A tap shows the figure below it; in a card a second tap on the same figure follows the card's link. */
  document.addEventListener(
    "click",
    function (event) {
      var host = event.pointerType === "touch" ? under(event) : null;
      var stop = host && nearest(host, event.clientX, event.clientY);
      if (stop && (shown !== host || chart(host).at !== stop)) {
        event.preventDefault();
        event.stopPropagation();
        show(host, stop, false);
      } else if (event.pointerType === "touch" && !host) {
        hide();
      }
    },
    true
  );

  window.addEventListener("resize", hide);
  new MutationObserver(dressAll).observe(document.body, { childList: true, subtree: true });
  dressAll();
})();
