// Fetches the search module at the first focus, or where the address asks for it; nothing else of search is loaded
// before. Every page of the site shares this file (partials/find.html), so that a reader fetches it once.
(function () {
  var address = new URL("search.js", document.currentScript.src).href, loaded, tries = 0;
  var told = document.createElement("div"); // says how it stands with the module, as long as the module cannot
  function say(words, again) {
    var typing = document.activeElement && document.activeElement.form;
    told.className = "gk-found";
    told.innerHTML = "<p class=gk-found-say role=status></p>";
    told.firstChild.textContent = words;
    if (again) {
      var button = told.firstChild.appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = "重试";
      button.onclick = function () { load(true); };
    }
    (typing || document.querySelector("form.gk-search") || document.forms[0]).appendChild(told);
  }
  function load(asked) {
    if (loaded) return;
    var slow = asked && setTimeout(say, 1500, "网络慢，正在取搜索程序……");
    if (asked) {
      window.gongkaiManifest = fetch(new URL("search/manifest.json", address), { cache: "no-cache" });
      window.gongkaiManifest.catch(function () {});
    }
    function done() { clearTimeout(slow); told.remove(); }
    loaded = import(address + (tries++ ? "?" + tries : "")).then(done, function () {
      done();
      loaded = null;
      if (asked) say("没有取到搜索程序，可能是网络断了。", true);
    });
  }
  function box(element) { return element && element.name === "q"; }
  document.addEventListener("focusin", function (event) { if (box(event.target)) load(true); });
  document.addEventListener("submit", function (event) { if (event.target.getAttribute("role") === "search") load(true); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    var seen = Array.from(document.querySelectorAll("form[role=search] input[name=q]")).filter(function (one) { return one.offsetParent; });
    if (!seen.length) return;
    event.preventDefault();
    seen[0].focus();
  });
  var query = /[#&]q=/.test(location.hash) || /[?&]q=./.test(location.search);
  if (query || box(document.activeElement)) load(true);
  else if (/[#&]hit=/.test(location.hash)) document.addEventListener("DOMContentLoaded", function () { load(false); });
})();
