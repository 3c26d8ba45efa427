namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// Tells a start of the whole board from one of the processor alone, which the chip's runtime cannot: the converters share its
    /// supply and keep what they were told for as long as that stands. They are asked before anybody sets them up again.
    /// </summary>
    /// <remarks>
    /// What it cannot tell: a dip that the processor feels and the converters do not looks like a start of the processor alone; a
    /// processor that began anew before it had set up any converter, like the start before. A chip that does not answer has no say.
    /// </remarks>
    public sealed class StartWitness
    {
        private int _kept;
        private int _lost;

        /// <summary>One of <see cref="ResetReasons"/>.</summary>
        public string Reason
        {
            get
            {
                if (_kept > 0)
                {
                    return _lost > 0 ? ResetReasons.SupplyDip : ResetReasons.ChipAlone;
                }

                return _lost > 0 ? ResetReasons.PowerOn : ResetReasons.Unknown;
            }
        }

        /// <summary>A chip has said how it is, or not.</summary>
        /// <param name="answered">It did answer.</param>
        /// <param name="kept">It is as the run before left it.</param>
        public void Hear(bool answered, bool kept)
        {
            _kept += answered && kept ? 1 : 0;
            _lost += answered && !kept ? 1 : 0;
        }
    }
}
