/* The browser's half of the data page: what AG Grid is told in functions, and the address that follows the grid.
   The names are called by dashboard.components.datagrid; nothing here builds code from text. */
(function () {
  "use strict";
  var functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  var cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  function comma() {
    return document.documentElement.lang !== "en";
  }

  functions.paperTheme = function (theme) {
    return theme.withParams({
      accentColor: "var(--accent)",
      backgroundColor: "var(--ground)",
      foregroundColor: "var(--ink)",
      headerTextColor: "var(--muted)",
      headerBackgroundColor: "var(--ground)",
      headerFontWeight: 600,
      borderColor: "var(--line)",
      wrapperBorder: false,
      wrapperBorderRadius: 0,
      borderRadius: 2,
      fontFamily: "inherit",
      fontSize: 14,
      headerFontSize: 13,
      rowHoverColor: "var(--tint)",
      cellHorizontalPadding: 10,
      spacing: 6,
      rowHeight: 32,
      inputBorder: { style: "solid", width: 1, color: "var(--muted)" },
    });
  };

  /* A figure as the reader's language writes it, "1 234,5" or "−3", as a number; null where it is none. */
  functions.figure = function (text) {
    var plain = String(text === null || text === undefined ? "" : text).replace(/[\s\u00a0\u202f]/g, "");
    plain = plain.replace(/\u2212/g, "-");
    plain = comma() ? plain.replace(",", ".") : plain.replace(/,/g, "");
    return /^-?\d*\.?\d+$/.test(plain) ? Number(plain) : null;
  };

  functions.figureText = function (value) {
    if (value === null || value === undefined) {
      return null;
    }
    var text = String(value).replace("-", "\u2212");
    return comma() ? text.replace(".", ",") : text;
  };

  /* Tab leaves the rows: the arrow keys move among them, and a hundred rows of cells would be a trap. */
  functions.leave = function () {
    return false;
  };

  /* The grid has the name of its section, and of its many like buttons each the name of its column. */
  function nameParts(frame) {
    var root = frame.querySelector(".ag-root");
    root.setAttribute("aria-label", frame.closest("section").querySelector("h2").textContent);
    frame.querySelectorAll(".ag-floating-filter-button-button").forEach(function (button) {
      var id = button.closest("[col-id],[aria-colindex]");
      var index = id && id.getAttribute("aria-colindex");
      var head = frame.querySelector(".ag-header-row-column [aria-colindex='" + index + "'] .ag-header-cell-text");
      var word = button.dataset.word || button.getAttribute("aria-label");
      button.dataset.word = word;
      button.setAttribute("aria-label", word + ": " + (head ? head.textContent : ""));
    });
  }

  functions.name = function () {
    var frame = document.querySelector(".grid-live");
    if (frame && frame.querySelector(".ag-root")) {
      nameParts(frame);
    }
  };

  functions.open = function (params) {
    if (params.event.key === "Enter" && params.colDef.field === "measure" && params.data) {
      window.location.assign(params.data.href);
    }
  };

  /* On a phone one column fills the screen: period and figure come first, the name of the measure after them. */
  functions.narrow = function (params) {
    if (window.innerWidth < 640) {
      params.api.moveColumns(["period", "value", "unit"], 0);
      params.api.ensureColumnVisible("period", "start");
    }
  };

  cells.MeasureLink = function (props) {
    var attributes = { href: props.data && props.data.href, tabIndex: -1 };
    return props.value ? window.React.createElement("a", attributes, props.value) : null;
  };

  /* The page's address, and the links that lead to the same view elsewhere, say what the grid shows. */
  function show(href) {
    var view = new URL(href, window.location.href).searchParams;
    window.history.replaceState(window.history.state, "", href);
    document.querySelectorAll(".languages a, .filter-row a").forEach(function (link) {
      var address = new URL(link.href);
      ["filter", "sort"].forEach(function (key) {
        if (view.has(key)) {
          address.searchParams.set(key, view.get(key));
        } else {
          address.searchParams.delete(key);
        }
      });
      link.href = address.href;
    });
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.observations = {
    show: function (href) {
      if (href) {
        show(href);
      }
    },
  };
})();
