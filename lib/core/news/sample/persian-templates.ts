import type { TemplateSet } from "./template";

/** For readers of Persian, and to see the page in both directions. `{fa}` is a coin with its ticker. */
export const persianTemplates: readonly TemplateSet[] = [
  {
    mood: "bullish",
    language: "fa",
    templates: [
      ["رشد چشمگیر تقاضا برای {fa} در صرافی فانوس", ""],
      ["صندوق نخلستان سبز خرید {fa} را افزایش داد", "مدیران صندوق به رشد این بازار خوش‌بین هستند."],
      ["شمار کاربران شبکه {fa} رکورد زد", ""],
    ],
  },
  {
    mood: "neutral",
    language: "fa",
    templates: [
      ["همایش {fa} ماه آینده در بندر مروارید برگزار می‌شود", ""],
      ["راهنمای نگهداری {fa} در کیف پول سرد", "گام به گام برای تازه‌کارها."],
      ["صرافی فانوس گزارش فصلی ذخایر {fa} را منتشر کرد", ""],
    ],
  },
  {
    mood: "bearish",
    language: "fa",
    templates: [
      ["هک صرافی فانوس و سرقت میلیون‌ها دلار {fa}", "برداشت‌ها متوقف شده است."],
      ["خروج سنگین سرمایه از صندوق‌های {fa} و ترس از سقوط", ""],
      ["کلاهبرداری با نام {fa} در بندر مروارید", ""],
    ],
  },
];
