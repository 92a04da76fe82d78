// Before the first paint, so that neither the theme nor the language flashes. A file, not inline: the page's policy allows none.
;(function () {
  var root = document.documentElement
  var theme = localStorage.getItem('comptoir.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  var language = localStorage.getItem('comptoir.language')
  root.lang = language === 'en' || language === 'fr' ? language : /^fr/i.test(navigator.language) ? 'fr' : 'en'
})()
