/* Draws the large charts by the chart library, in the place of the SVG of the same plan, once the page has been painted.
   The SVG answers pointing, touch and keys from the first script on (chart_steps.js): nobody waits for the library, and
   where it does not come, or where the reader saves data, the SVG stays.
   The library draws in pixels of the server's plan; here that is made as large as its place, as an SVG is, so that nothing
   moves when it comes, nor when the window changes. Which plan it is drawn by follows the width that it has (the style
   sheet's --drawn); the figure carries all but the wide one in its meta. */
(function () {
  "use strict";
  var address = document.currentScript.dataset.library;
  if (!address || (navigator.connection && navigator.connection.saveData)) {
    return; /* without an address Dash runs this, which lists every script of this folder */
  }

  function figure(place, name) {
    var read = JSON.parse(place.querySelector(":scope>script").textContent);
    var other = read.layout.meta[name] || { layout: {}, sizes: {} };
    Object.assign(read.layout, other.layout);
    Object.keys(other.sizes).forEach(function (trace) {
      read.data[trace].marker.size = other.sizes[trace];
    });
    return read;
  }

  function wanted(place) {
    return getComputedStyle(place).getPropertyValue("--drawn").trim();
  }

  /* What the library draws is scaled to its place; drawn anew where the place asks for the other plan. */
  function fit(place, graph) {
    var width = place.clientWidth;
    if (!width) {
      return; /* on paper the SVG is shown */
    }
    if (graph.dataset.drawn !== wanted(place)) {
      graph.dataset.drawn = wanted(place);
      window.Plotly.react(graph, figure(place, graph.dataset.drawn));
    }
    var drawn = graph._fullLayout;
    var scale = width / drawn.width;
    graph.style.width = drawn.width + "px"; /* before it is scaled: else it would lie over what stands below */
    graph.style.height = drawn.height + "px";
    graph.style.transformOrigin = "0 0";
    graph.style.transform = "scale(" + scale + ")";
    graph.parentElement.style.height = drawn.height * scale + "px";
  }

  /* Drawn unseen beside the SVG, then shown and the SVG taken away before the browser paints. */
  function draw(place) {
    var frame = place.appendChild(document.createElement("div"));
    var graph = frame.appendChild(document.createElement("div"));
    frame.className = "graph waiting";
    graph.dataset.drawn = wanted(place);
    return window.Plotly.newPlot(graph, figure(place, graph.dataset.drawn)).then(
      function () {
        place.querySelectorAll(":scope>.chart").forEach(function (svg) {
          svg.remove();
        });
        frame.classList.remove("waiting");
        fit(place, graph);
        new ResizeObserver(fit.bind(null, place, graph)).observe(place);
      },
      function (error) {
        frame.remove();
        throw error;
      }
    );
  }

  function places() {
    return Array.prototype.slice.call(document.querySelectorAll(".drawing"));
  }

  /* One chart a task: a page with several must not stand still for all of them. */
  function drawAll() {
    places().reduce(function (before, place) {
      return before.then(function () {
        return new Promise(setTimeout).then(draw.bind(null, place));
      });
    }, Promise.resolve());
  }

  function load() {
    var script = document.createElement("script");
    script.addEventListener("load", drawAll);
    script.src = address;
    document.body.appendChild(script);
  }

  /* Our scripts come after the first view, but where a reader is led to a place. Fetched any sooner than that it would hold
     the first view back; the second frame begins when the first one has been painted. In a hidden tab there are none. */
  if (document.hidden || performance.getEntriesByName("first-contentful-paint").length) {
    load();
  } else {
    requestAnimationFrame(function () { requestAnimationFrame(function () { setTimeout(load, 0); }); });
  }
})();
