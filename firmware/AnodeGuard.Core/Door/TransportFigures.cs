namespace AnodeGuard.Core
{
    /// <summary>
    /// What the transport core knows beyond j and s: what is recommended, what is left, and what was identified on line.
    /// Part of <see cref="Verdict"/>, overwritten by the next step.
    /// </summary>
    public sealed class TransportFigures
    {
        /// <summary>Value of a figure that does not apply or is not known.</summary>
        public const long Unknown = -1;

        /// <summary>False for single-ion conductors and where no limiting current is set: nothing is said about depletion.</summary>
        public bool Applies;

        /// <summary>Limiting current density J* at the present temperature, microamperes per square metre of real area.</summary>
        public long LimitingMicroamperesPerSquareMetre = Unknown;

        /// <summary>Diffusion time t_D at the present temperature, microseconds.</summary>
        public long DiffusionMicroseconds = Unknown;

        /// <summary>
        /// Highest charging current that keeps s below the settings' bound for the settings' time, from the present state,
        /// nanoamperes: the recommended charge current; <see cref="Unknown"/>.
        /// </summary>
        public long RecommendedChargeNanoamperes = Unknown;

        /// <summary>Charge that can still be passed at the present current until |s| = 1, nanocoulombs; <see cref="Unknown"/> where it never comes.</summary>
        public long SandCapacityLeftNanocoulombs = Unknown;

        /// <summary>J* identified from steady polarisation, referred to 25 C, microamperes per square metre; <see cref="Unknown"/>.</summary>
        public long IdentifiedLimitingMicroamperesPerSquareMetre = Unknown;

        /// <summary>Its standard uncertainty (1 sigma), same unit.</summary>
        public long IdentifiedLimitingUncertainty = Unknown;

        /// <summary>How many times J* was identified since start: a new value has a new number.</summary>
        public long IdentifiedLimitingCount;

        /// <summary>t_D identified from relaxation after an interrupt, referred to 25 C, microseconds; <see cref="Unknown"/>.</summary>
        public long IdentifiedDiffusionMicroseconds = Unknown;

        /// <summary>Its standard uncertainty (1 sigma), microseconds.</summary>
        public long IdentifiedDiffusionUncertainty = Unknown;

        /// <summary>How many times t_D was identified since start.</summary>
        public long IdentifiedDiffusionCount;
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Applies = image.Flag(Applies);
            LimitingMicroamperesPerSquareMetre = image.Number(LimitingMicroamperesPerSquareMetre);
            DiffusionMicroseconds = image.Number(DiffusionMicroseconds);
            RecommendedChargeNanoamperes = image.Number(RecommendedChargeNanoamperes);
            SandCapacityLeftNanocoulombs = image.Number(SandCapacityLeftNanocoulombs);
            IdentifiedLimitingMicroamperesPerSquareMetre = image.Number(IdentifiedLimitingMicroamperesPerSquareMetre);
            IdentifiedLimitingUncertainty = image.Number(IdentifiedLimitingUncertainty);
            IdentifiedLimitingCount = image.Number(IdentifiedLimitingCount);
            IdentifiedDiffusionMicroseconds = image.Number(IdentifiedDiffusionMicroseconds);
            IdentifiedDiffusionUncertainty = image.Number(IdentifiedDiffusionUncertainty);
            IdentifiedDiffusionCount = image.Number(IdentifiedDiffusionCount);
        }

        /// <summary>Copies every field of others.</summary>
        public void CopyFrom(TransportFigures other)
        {
            Applies = other.Applies;
            LimitingMicroamperesPerSquareMetre = other.LimitingMicroamperesPerSquareMetre;
            DiffusionMicroseconds = other.DiffusionMicroseconds;
            RecommendedChargeNanoamperes = other.RecommendedChargeNanoamperes;
            SandCapacityLeftNanocoulombs = other.SandCapacityLeftNanocoulombs;
            IdentifiedLimitingMicroamperesPerSquareMetre = other.IdentifiedLimitingMicroamperesPerSquareMetre;
            IdentifiedLimitingUncertainty = other.IdentifiedLimitingUncertainty;
            IdentifiedLimitingCount = other.IdentifiedLimitingCount;
            IdentifiedDiffusionMicroseconds = other.IdentifiedDiffusionMicroseconds;
            IdentifiedDiffusionUncertainty = other.IdentifiedDiffusionUncertainty;
            IdentifiedDiffusionCount = other.IdentifiedDiffusionCount;
        }
    }
}
