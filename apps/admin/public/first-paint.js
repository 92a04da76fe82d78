// Before the first paint, so that neither the theme nor the language flashes. A file, not inline: the page's policy allows none.
;(function () {
  var root = document.documentElement
  var theme = localStorage.getItem('comptoir.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  var language = localStorage.getItem('comptoir.language')
  // Schemas must not try to compile themselves, in whatever order their files come: our policy forbids it, and the browser would say so.
  globalThis.__zod_globalConfig = { jitless: true }
  root.lang = language === 'en' || language === 'fr' ? language : /^fr/i.test(navigator.language) ? 'fr' : 'en'
})()
