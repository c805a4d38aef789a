/* Loads what only Dash and the chart library need (the scripts in #later) once the printed page has been painted: run at
   the end of the document they would hold the first view back by all the time that they take. They are fetched side by
   side and run in their order. */
(function () {
  "use strict";
  var later = document.getElementById("later");
  if (!later) {
    return; // Dash lists every script of this folder, and so runs this one again
  }
  later.remove();
  var scripts = Array.prototype.slice.call(later.content.querySelectorAll("script"));

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
    var fetched = scripts.filter(function (script) { return script.src; }).map(copy);
    var last = fetched[fetched.length - 1];
    last.addEventListener("load", function () {
      scripts.filter(function (script) { return !script.src; }).map(copy).forEach(function (script) {
        document.body.appendChild(script);
      });
    });
    fetched.forEach(function (script) { document.body.appendChild(script); });
  }

  /* The second frame begins when the first one has been painted; in a hidden tab there are no frames. */
  if (document.hidden) {
    load();
  } else {
    requestAnimationFrame(function () { requestAnimationFrame(function () { setTimeout(load, 0); }); });
  }
})();
