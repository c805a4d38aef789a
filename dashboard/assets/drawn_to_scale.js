/* The library draws a chart in pixels of the server's plan; here it is made as large as its place, as the SVG of the same
   plan is, so that nothing moves when it takes the SVG's place, nor when the window changes.
   Which plan it is drawn by follows the width that it has (the style sheet's --drawn); the figure carries all but the wide
   one in its meta. */
(function () {
  "use strict";
  var kept = new WeakMap(); /* graph -> its plans by name, and which is drawn */

  function plansOf(graph) {
    if (!kept.has(graph)) {
      var sizes = graph.data.map(function (trace) {
        return trace.marker && trace.marker.size;
      });
      var wide = { layout: graph.layout, sizes: sizes };
      kept.set(graph, { drawn: "wide", plans: Object.assign({ wide: wide }, graph.layout.meta) });
    }
    return kept.get(graph);
  }

  function draw(graph, name) {
    var found = plansOf(graph);
    if (found.drawn !== name) {
      found.drawn = name;
      var plan = found.plans[name];
      var wide = found.plans.wide;
      var data = graph.data.map(function (trace, place) {
        var size = plan.sizes[place] === undefined ? wide.sizes[place] : plan.sizes[place];
        return size === undefined ? trace : Object.assign({}, trace, { marker: Object.assign({}, trace.marker, { size: size }) });
      });
      window.Plotly.react(graph, data, Object.assign({}, wide.layout, plan.layout), graph._context);
    }
  }

  function fit(place) {
    var graph = place.querySelector(".js-plotly-plot");
    if (!graph || !graph._fullLayout || !place.clientWidth) {
      return;
    }
    draw(graph, getComputedStyle(place).getPropertyValue("--drawn").trim() || "wide");
    var drawn = graph._fullLayout;
    var scale = place.clientWidth / drawn.width;
    graph.style.width = drawn.width + "px"; /* before it is scaled: else it would lie over what stands below */
    graph.style.height = drawn.height + "px";
    graph.style.transformOrigin = "0 0";
    graph.style.transform = "scale(" + scale + ")";
    place.style.height = drawn.height * scale + "px";
  }

  var sized = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      fit(entry.target);
    });
  });

  /* A mutation is told before the browser paints: a graph is never seen at another size. */
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      var graph = change.target;
      if (graph.classList.contains("js-plotly-plot") && !kept.has(graph) && graph._fullLayout) {
        fit(graph.parentElement);
        sized.observe(graph.parentElement);
      }
    });
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"] });
})();
