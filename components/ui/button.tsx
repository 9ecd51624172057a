import type { ComponentProps } from "react";
import { cn } from "./cn";

const looks = {
  primary: "bg-primary text-on-primary hover:bg-primary-hover font-semibold text-base h-11 px-4",
  secondary: "bg-raised text-text hover:bg-line font-semibold text-base h-11 px-4",
  small: "tap border border-line bg-block text-label hover:bg-fill hover:text-text text-xs px-2.5 h-7",
  quiet: "tap text-label hover:text-text underline underline-offset-4 decoration-line hover:decoration-current",
} as const;

interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: keyof typeof looks;
}

export function Button({ look = "small", className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(
        "inline-flex items-center justify-center gap-1.5 rounded-button transition-colors disabled:opacity-50 disabled:grayscale",
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
