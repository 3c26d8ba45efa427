using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>What the gas sensor says of the cell's housing.</summary>
    public sealed class HousingSamples
    {
        public readonly Sample PressurePascals = new Sample();
        public readonly Sample GasOhms = new Sample();
        public readonly Sample HumidityMillipercent = new Sample();

        /// <summary>Takes the samples that are new: the sensor has some every few seconds, and is asked ten times a second.</summary>
        public void Take(Snapshot snapshot)
        {
            if (snapshot.PressurePascals.TimeMicroseconds != PressurePascals.TimeMicroseconds)
            {
                PressurePascals.CopyFrom(snapshot.PressurePascals);
            }

            if (snapshot.GasOhms.TimeMicroseconds != GasOhms.TimeMicroseconds)
            {
                GasOhms.CopyFrom(snapshot.GasOhms);
            }

            if (snapshot.HumidityMillipercent.TimeMicroseconds != HumidityMillipercent.TimeMicroseconds)
            {
                HumidityMillipercent.CopyFrom(snapshot.HumidityMillipercent);
            }
        }

        /// <summary>Copies others.</summary>
        public void CopyFrom(HousingSamples other)
        {
            PressurePascals.CopyFrom(other.PressurePascals);
            GasOhms.CopyFrom(other.GasOhms);
            HumidityMillipercent.CopyFrom(other.HumidityMillipercent);
        }
    }
}
