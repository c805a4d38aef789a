/* The library draws a chart in pixels of the server's plan; here it is made as large as its place, as the SVG of the same
   plan is, so that nothing moves when it takes the SVG's place, nor when the window changes.
   On a narrow screen (the style sheet's --drawn) it is drawn by the narrow plan, which the figure carries in its meta. */
(function () {
  "use strict";
  var plans = new WeakMap(); /* graph -> its two plans and the one that is drawn */

  function both(graph) {
    if (!plans.has(graph)) {
      var other = graph.layout.meta;
      var sizes = graph.data.map(function (trace) {
        return trace.marker && trace.marker.size;
      });
      plans.set(graph, { drawn: "wide", wide: { layout: graph.layout, sizes: sizes }, narrow: other });
    }
    return plans.get(graph);
  }

  function draw(graph, name) {
    var found = both(graph);
    if (found.drawn !== name) {
      found.drawn = name;
      var plan = found[name];
      var data = graph.data.map(function (trace, place) {
        var size = plan.sizes[place];
        return size === undefined ? trace : Object.assign({}, trace, { marker: Object.assign({}, trace.marker, { size: size }) });
      });
      window.Plotly.react(graph, data, Object.assign({}, found.wide.layout, plan.layout), graph._context);
    }
  }

  function fit(place) {
    var graph = place.querySelector(".js-plotly-plot");
    if (!graph || !graph._fullLayout || !place.clientWidth) {
      return;
    }
    draw(graph, getComputedStyle(place).getPropertyValue("--drawn").trim() === "narrow" ? "narrow" : "wide");
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
      if (graph.classList.contains("js-plotly-plot") && !plans.has(graph) && graph._fullLayout) {
        fit(graph.parentElement);
        sized.observe(graph.parentElement);
      }
    });
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"] });
})();
