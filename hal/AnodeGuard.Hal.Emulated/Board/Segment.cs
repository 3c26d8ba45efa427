namespace AnodeGuard.Hal.Emulated
{
    /// <summary>A stretch of time in which nothing changes its law: everything electrical is known in closed form.</summary>
    internal sealed class Segment
    {
        public readonly SenseSolution Sense = new SenseSolution();
        public long StartMicroseconds;
        public double Amperes;
        public double CoulombsBefore;
        public double VoltsAtStart;
        public double VoltsPerSecond;
        public double Celsius;

        public double SecondsAt(long microseconds)
        {
            return (microseconds - StartMicroseconds) * 1e-6;
        }

        public double Volts(long microseconds)
        {
            return VoltsAtStart + (VoltsPerSecond * SecondsAt(microseconds));
        }

        public double Coulombs(long microseconds)
        {
            return CoulombsBefore + (Amperes * SecondsAt(microseconds));
        }
    }
}
