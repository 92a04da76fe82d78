import chromium from '@sparticuz/chromium'

// Runs in a process of its own, whose TMPDIR is the private folder: the package unpacks into the system's and runs whatever `chromium` lies there.
process.stdout.write(await chromium.executablePath())
