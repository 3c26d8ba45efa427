namespace AnodeGuard.Core
{
    /// <summary>
    /// Fits amplitude and rate of a recorded relaxation, with a free offset and a free steady drift of the electrode, by
    /// weighted least squares (Gauss and Newton's method: the shape is linearised, the normal equations are solved by
    /// elimination, and again). The uncertainties are those of the normal equations with the variance that is larger: the
    /// one of the residuals or the one of the samples' own noise.
    /// <para>It works in small parts, one per call of <see cref="Work"/>: one bin, or one row of the elimination. Sums of
    /// products of columns within 2^22 in Q18 with weights below 2^10 over 64 bins stay below 2^60; the elimination's
    /// products are formed in 128 bits.</para>
    /// </summary>
    public sealed class RelaxationFit
    {
        private const int Size = 5;
        private const int Rate = 3;
        private const int Residual = 4;
        private const int FewestBins = 10;
        private const int MostRounds = 14;
        private const long OneQ24 = 1L << 24;
        private const long MostColumn = 1L << 22;
        private const long LargestStepQ24 = OneQ24 / 2;
        private const long SmallStepQ24 = OneQ24 >> 11;

        private readonly RelaxationRecord _record;
        private readonly RelaxationShape _shape;
        private readonly long[] _columns = new long[Size];
        private readonly long[] _sums = new long[Size * Size];
        private long _unitNanovolts;
        private long _timeUnit;
        private int _weightShift;
        private int _part;
        private int _round;
        private int _bins;

        /// <summary>A fit of one record with one shape.</summary>
        public RelaxationFit(RelaxationRecord record, RelaxationShape shape)
        {
            _record = record;
            _shape = shape;
        }

        /// <summary>There is work left.</summary>
        public bool IsRunning;

        /// <summary>It has ended with numbers that hold; the others are then valid.</summary>
        public bool HasResult;

        /// <summary>q: the settings' limiting current over the true one, Q24.</summary>
        public long AmplitudeQ24;

        /// <summary>tau: the settings' diffusion time over the true one, Q24.</summary>
        public long RateQ24;

        /// <summary>Standard uncertainty of ln q, Q24.</summary>
        public long AmplitudeUncertaintyQ24;

        /// <summary>Standard uncertainty of ln tau, Q24.</summary>
        public long RateUncertaintyQ24;

        /// <summary>Drift of the electrode, microvolts per second.</summary>
        public long DriftMicrovoltsPerSecond;

        /// <summary>Starts with a first guess.</summary>
        /// <param name="unitNanovolts">U', nanovolts, above 0.</param>
        /// <param name="diffusionMicroseconds">t_D of the settings at the present temperature, microseconds, above 0.</param>
        /// <param name="amplitudeQ24">First q.</param>
        /// <param name="rateQ24">First tau.</param>
        public void Begin(long unitNanovolts, long diffusionMicroseconds, long amplitudeQ24, long rateQ24)
        {
            _unitNanovolts = unitNanovolts;
            _timeUnit = diffusionMicroseconds;
            AmplitudeQ24 = amplitudeQ24;
            RateQ24 = rateQ24;
            HasResult = false;
            _round = 0;
            int most = 0;
            for (int bin = 1; bin < RelaxationRecord.Bins; bin++)
            {
                most = _record.Counts[bin] > most ? _record.Counts[bin] : most;
            }

            _weightShift = 0;
            while (most >> _weightShift >= 1024)
            {
                _weightShift++;
            }

            IsRunning = !_record.IsSpoilt;
            BeginRound();
        }

        /// <summary>Does one part of the work.</summary>
        public void Work()
        {
            // The first bin holds what the switching of the current leaves in filters and electrode; it is left out.
            int part = _part;
            _part++;
            if (part < RelaxationRecord.Bins)
            {
                TakeBin(part);
            }
            else
            {
                EliminateRow(part - RelaxationRecord.Bins);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_columns);
            image.Numbers(_sums);
            _unitNanovolts = image.Number(_unitNanovolts);
            _timeUnit = image.Number(_timeUnit);
            _weightShift = (int)image.Number(_weightShift);
            _part = (int)image.Number(_part);
            _round = (int)image.Number(_round);
            _bins = (int)image.Number(_bins);
            IsRunning = image.Flag(IsRunning);
            HasResult = image.Flag(HasResult);
            AmplitudeQ24 = image.Number(AmplitudeQ24);
            RateQ24 = image.Number(RateQ24);
            AmplitudeUncertaintyQ24 = image.Number(AmplitudeUncertaintyQ24);
            RateUncertaintyQ24 = image.Number(RateUncertaintyQ24);
            DriftMicrovoltsPerSecond = image.Number(DriftMicrovoltsPerSecond);
        }

        private void BeginRound()
        {
            _part = 1;
            _bins = 0;
            for (int i = 0; i < _sums.Length; i++)
            {
                _sums[i] = 0;
            }
        }

        private void TakeBin(int bin)
        {
            int weight = _record.Counts[bin] >> _weightShift;
            if (weight == 0)
            {
                return;
            }

            long half = _record.BinMicroseconds / 2;
            long length = Theta(_record.BinMicroseconds);
            long from = Theta(_record.MeanMicroseconds(bin) - half);
            _shape.Evaluate(from, length, AmplitudeQ24);
            _bins++;
            _columns[0] = 1L << 18;
            _columns[1] = Wide.MultiplyDivide(_record.MeanMicroseconds(bin), 1L << 12, _record.BinMicroseconds);
            _columns[2] = _shape.ByAmplitudeQ18;
            _columns[Rate] = _shape.ByRateQ18;
            _columns[Residual] = _record.MeanQ18(bin, _unitNanovolts) - _shape.VoltageQ18;
            for (int row = 0; row < Size; row++)
            {
                long column = Saturating.Clamp(_columns[row], -MostColumn, MostColumn);
                _columns[row] = column;
                for (int other = 0; other <= row; other++)
                {
                    _sums[(other * Size) + row] += weight * (column * _columns[other]);
                }
            }
        }

        /// <summary>A time, times tau over t_D, Q40; 1 to 2^46.</summary>
        private long Theta(long microseconds)
        {
            long theta = Wide.MultiplyDivide(microseconds, RateQ24 << 16, _timeUnit);
            return Saturating.Clamp(theta, 1, 1L << 46);
        }

        /// <summary>Rows 1 to 4 below pivot 0, then 2 to 4 below pivot 1, then 3 and 4 below pivot 2; then the result.</summary>
        private void EliminateRow(int step)
        {
            int pivot = step < 4 ? 0 : step < 7 ? 1 : 2;
            int row = step < 4 ? step + 1 : step < 7 ? step - 2 : step - 4;
            if (step == 9)
            {
                Conclude();
                return;
            }

            long divisor = _sums[(pivot * Size) + pivot];
            if (divisor <= 0 || _bins < FewestBins)
            {
                IsRunning = false;
                return;
            }

            for (int column = row; column < Size; column++)
            {
                long product = Wide.MultiplyDivide(_sums[(pivot * Size) + row], _sums[(pivot * Size) + column], divisor);
                _sums[(row * Size) + column] -= product;
            }
        }

        private void Conclude()
        {
            // What rounding left of a rate that cannot be told counts as 1: its uncertainty is then beyond all bounds.
            long rateSum = Saturating.Clamp(_sums[(Rate * Size) + Rate], 1, long.MaxValue);
            _sums[(Rate * Size) + Rate] = rateSum;
            long amplitudeSum = _sums[(2 * Size) + 2];
            long rateStep = Wide.MultiplyDivide(_sums[(Rate * Size) + Residual], OneQ24, rateSum);
            long linkQ24 = Wide.MultiplyDivide(_sums[(2 * Size) + Rate], OneQ24, amplitudeSum);
            long alone = Wide.MultiplyDivide(_sums[(2 * Size) + Residual], OneQ24, amplitudeSum);
            long amplitudeStep = Saturating.Subtract(alone, Wide.MultiplyDivide(linkQ24, rateStep, OneQ24));
            bool small = Saturating.Abs(rateStep) < SmallStepQ24 && Saturating.Abs(amplitudeStep) < SmallStepQ24;
            if (small && _round >= 2)
            {
                Finish(rateStep, amplitudeStep, linkQ24);
            }

            RateQ24 = Stepped(RateQ24, rateStep);
            AmplitudeQ24 = Stepped(AmplitudeQ24, amplitudeStep);
            _round++;
            bool lost = AmplitudeQ24 > OneQ24 * 10 || AmplitudeQ24 < OneQ24 / 10 || RateQ24 > OneQ24 * 10 || RateQ24 < OneQ24 / 10;
            IsRunning = !HasResult && !lost && _round < MostRounds;
            BeginRound();
        }

        private static long Stepped(long valueQ24, long stepQ24)
        {
            long step = Saturating.Clamp(stepQ24, -LargestStepQ24, LargestStepQ24);
            return Wide.MultiplyDivide(valueQ24, Exponential.OfEitherSign(step << 14), Exponential.OneQ31);
        }

        private void Finish(long rateStep, long amplitudeStep, long linkQ24)
        {
            long rateSum = _sums[(Rate * Size) + Rate];
            long amplitudeSum = _sums[(2 * Size) + 2];
            long left = _sums[(Residual * Size) + Residual]
                - Wide.MultiplyDivide(_sums[(Rate * Size) + Residual], _sums[(Rate * Size) + Residual], rateSum);

            // Divisor: there are at least ten bins.
            long variance = left / (_bins - 4);
            long noise = NoiseVariance();
            variance = Saturating.Clamp(noise > variance ? noise : variance, 1, 1L << 50);

            // Squares in Q48: a variance over a sum times 2^48.
            long rateSquare = Wide.MultiplyDivide(variance, 1L << 48, rateSum);
            long linkSquare = Wide.MultiplyDivide(linkQ24, linkQ24, OneQ24);
            long amplitudeSquare = Saturating.Add(
                Wide.MultiplyDivide(variance, 1L << 48, amplitudeSum), Wide.MultiplyDivide(rateSquare, linkSquare, OneQ24));
            RateUncertaintyQ24 = Root.OfLong(rateSquare);
            AmplitudeUncertaintyQ24 = Root.OfLong(amplitudeSquare);
            DriftMicrovoltsPerSecond = Drift(rateStep, amplitudeStep);
            HasResult = true;
        }

        /// <summary>
        /// Variance of unit weight from the samples: that of one sample in Q18 squared, over the samples that make the weight.
        /// A converter whose steps the noise does not cover repeats its error in all samples of a bin: a twelfth of the
        /// square of its step then counts for the bin as a whole.
        /// </summary>
        private long NoiseVariance()
        {
            // 1000 * 2^18 over U' in nanovolts: Q18 units per microvolt, in Q8.
            long scaleQ8 = Wide.MultiplyDivide(1000L << 18, 256, _unitNanovolts);
            long square = _record.NoiseSquare;
            long perSample = Wide.MultiplyDivide(square, scaleQ8 * scaleQ8, 1L << (16 + _weightShift));
            long step = _record.SmallestStep;
            if (square * 16 >= step * step)
            {
                return perSample;
            }

            long weights = _sums[0] >> 36;
            long perBin = Wide.MultiplyDivide(step * step, scaleQ8 * scaleQ8, 12L << 16);

            // Divisor: at least ten bins have got here.
            return Saturating.Add(perSample, Saturating.Multiply(perBin, (weights / _bins) + 1));
        }

        private long Drift(long rateStep, long amplitudeStep)
        {
            long own = _sums[Size + Residual] - Wide.MultiplyDivide(_sums[Size + 2], amplitudeStep, OneQ24)
                - Wide.MultiplyDivide(_sums[Size + Rate], rateStep, OneQ24);

            // The second column is time in units of 64 bins, Q18: its factor is a voltage over U' in so long a time, Q24.
            long factorQ24 = Wide.MultiplyDivide(own, OneQ24, _sums[Size + 1]);
            long nanovolts = Wide.MultiplyDivide(factorQ24, _unitNanovolts, OneQ24);
            return Wide.MultiplyDivide(nanovolts, 1000, _record.BinMicroseconds * RelaxationRecord.Bins);
        }
    }
}
