/** Fields share one look: a line that is dark enough to be seen as a field. */
export const fieldLook = "rounded-block border border-field-line bg-page text-text";
