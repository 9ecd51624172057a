import type { AskedFile, FunctionContract } from "./define-function";

/** Every file that a function can give, with the input that asks for it. */
export const filesOf = ({
  media,
  otherFiles,
}: Pick<FunctionContract, "media" | "otherFiles">): readonly AskedFile[] => [
  ...Object.entries(media).map(([type, input]) => ({ type, input })),
  ...otherFiles,
];
