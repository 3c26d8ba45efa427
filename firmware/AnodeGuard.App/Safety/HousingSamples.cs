using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>What the gas sensor says of the cell's housing.</summary>
    public sealed class HousingSamples
    {
        public readonly Sample PressurePascals = new Sample();
        public readonly Sample GasOhms = new Sample();
        public readonly Sample HumidityMillipercent = new Sample();

        /// <summary>Takes the samples of one instant.</summary>
        public void Take(Snapshot snapshot)
        {
            PressurePascals.CopyFrom(snapshot.PressurePascals);
            GasOhms.CopyFrom(snapshot.GasOhms);
            HumidityMillipercent.CopyFrom(snapshot.HumidityMillipercent);
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
