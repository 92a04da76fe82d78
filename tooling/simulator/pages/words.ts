/** The first language that the reader's browser names. */
export const isFrench = (acceptLanguage: string | undefined): boolean => /^\s*fr\b/i.test(acceptLanguage ?? '')
