export default function HomePage() {
  return <main>Barometer</main>;
}
