/* The browser's half of dashboard.inline_svg: a span whose content is the drawing, taken literally. */
(function () {
  "use strict";
  function InlineSvg(props) {
    var attributes = { dangerouslySetInnerHTML: { __html: props.markup } };
    Object.keys(props).forEach(function (name) {
      if (name === "id" || name === "className" || /^(data|aria)-/.test(name)) {
        attributes[name] = props[name];
      }
    });
    return window.React.createElement("span", attributes);
  }
  window.tyopoyta = Object.assign(window.tyopoyta || {}, { InlineSvg: InlineSvg });
})();
