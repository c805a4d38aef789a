/* Draws the SVG of a download link at twice its size and hands it over as PNG, under the name in data-png.
   One listener for the whole document: Dash replaces the page's elements, and none of them needs to be known here.
   Whatever fails, the link's own SVG is still there, and the row of buttons says so. */
(function () {
  "use strict";
  var SCALE = 2;

  function picture(text) {
    var url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    return new Promise(function (resolve, reject) {
      var image = new Image();
      image.onload = function () { resolve(image); };
      image.onerror = function () { reject(new Error("The SVG cannot be drawn")); };
      image.src = url;
    }).finally(function () {
      URL.revokeObjectURL(url);
    });
  }

  function png(image) {
    var canvas = document.createElement("canvas");
    canvas.width = SCALE * image.naturalWidth;
    canvas.height = SCALE * image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise(function (resolve, reject) {
      canvas.toBlob(function (blob) {
        if (blob) {
          resolve(blob);
        } else {
          reject(new Error("The picture is empty"));
        }
      }, "image/png");
    });
  }

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function tell(link, failed) {
    var said = link.closest(".downloads").querySelector(".said");
    said.textContent = failed ? said.dataset.failed : "";
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-png]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    fetch(link.href, { credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error("The server answered " + answer.status);
        }
        return answer.text();
      })
      .then(picture)
      .then(png)
      .then(function (blob) {
        save(blob, link.dataset.png);
        tell(link, false);
      })
      .catch(function () { tell(link, true); });
  });
})();
