process.stderr.write('the broken api says why\n')
process.exitCode = 3
