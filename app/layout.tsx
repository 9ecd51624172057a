import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { EarlyInput } from "@/components/blocks/early-input";
import { HeaderSampleChip } from "@/components/blocks/header-sample-chip";
import { SiteFooter } from "@/components/blocks/site-footer";
import { SiteHeader } from "@/components/blocks/site-header";
import { Toasts } from "@/components/blocks/toasts";
import { ApiLink } from "@/components/features/api-docs/api-link";
import { FrameHeight } from "@/components/features/embedding/frame-height";
import { HealthChip } from "@/components/features/health/health-chip";
import { OfflineWorker } from "@/components/features/offline/offline-worker";
import { Recorder } from "@/components/features/recorder/recorder";
import { SheetRecorder } from "@/components/features/recorder/sheet-recorder";
import { FlagsLine } from "@/components/features/sentiment/flags-line";
import { defaultLanguage, languages } from "@/components/features/settings/languages";
import { preferencesScript } from "@/components/features/settings/preferences-script";
import { SettingsPanel } from "@/components/features/settings/settings-panel";
import { ThemeButton } from "@/components/features/settings/theme-button";
import { Providers } from "@/components/providers";
import packageJson from "@/package.json";
import { routeTable } from "./(pages)/route-table";
import { siteUrl } from "./(pages)/site-url";
import "./globals.css";

const sans = localFont({
  src: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  variable: "--font-source-sans",
  weight: "200 900",
  display: "swap",
  adjustFontFallback: "Arial",
});

const mono = localFont({
  src: "../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
  variable: "--font-plex-mono",
  weight: "400",
  display: "swap",
  adjustFontFallback: false,
  preload: false,
});

const title = "Barometer: the mood of the crypto market";
const description =
  "Paste a headline, a post or a thread. You get a verdict, how far to trust it, and the words behind it. Works as a page and as an API.";

export const metadata: Metadata = {
  metadataBase: siteUrl,
  title: { default: title, template: "%s · Barometer" },
  description,
  applicationName: "Barometer",
  openGraph: { title, description, type: "website", siteName: "Barometer", locale: "en" },
  twitter: { card: "summary_large_image", title, description },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0f0f11" },
  ],
};

export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    // The script below sets theme and colours on it before React looks.
    <html
      lang={defaultLanguage}
      dir={languages[defaultLanguage].dir}
      className={`${sans.variable} ${mono.variable}`}
      suppressHydrationWarning
    >
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, needed before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: preferencesScript }} />
      </head>
      <body>
        <a
          href="#content"
          className="sr-only z-10 rounded-button bg-primary px-4 py-3 text-on-primary focus:not-sr-only focus:absolute focus:start-4 focus:top-2"
        >
          Skip to content
        </a>
        <Providers routes={routeTable}>
          <EarlyInput>
            <SiteHeader>
              <HeaderSampleChip />
              <HealthChip />
              <ThemeButton />
            </SiteHeader>
            <main id="content" tabIndex={-1} className="page-width outline-none">
              {children}
              <p data-in-embed className="py-2 text-xs text-muted">
                <a href="/" target="_blank" className="underline underline-offset-4" rel="noopener">
                  Barometer
                </a>
              </p>
            </main>
            <SiteFooter
              version={packageJson.version}
              api={
                <ApiLink>
                  <SheetRecorder />
                </ApiLink>
              }
            >
              <SettingsPanel>
                <FlagsLine />
              </SettingsPanel>
            </SiteFooter>
            <OfflineWorker />
            <FrameHeight />
            <Recorder />
            <Toasts />
          </EarlyInput>
        </Providers>
      </body>
    </html>
  );
}
