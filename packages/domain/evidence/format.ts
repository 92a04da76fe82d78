/** The name and version of the pack's form: a change of what a hash covers is a new version. */
export const FORMAT = 'comptoir-evidence/1'
