export { countOf, formatCount } from "@/lib/core/charts/count-of";
