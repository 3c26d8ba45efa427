using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Runs the core over a recording. Reading, judging and telling each have a thread of their own, and hand blocks of
    /// rows on in order: the core is what takes longest, and it is waited for by nobody but the next block.
    /// </summary>
    internal sealed class ReplayLoop
    {
        /// <summary>Blocks under way at once: what a run takes of memory, however long the file is.</summary>
        private const int MostBlocks = 6;

        private readonly IRecording _recording;
        private readonly CoreRun _core;
        private readonly CellExchange _exchange = new CellExchange();
        private readonly Handover<RowBlock> _free = new Handover<RowBlock>();
        private readonly Handover<RowBlock> _read = new Handover<RowBlock>();
        private readonly Handover<RowBlock> _judged = new Handover<RowBlock>();
        private int _made;

        /// <summary>Prepares a run.</summary>
        /// <param name="recording">Read from here to its end.</param>
        /// <param name="settings">Changed: self-test and charge advice are waived, and staleness follows the file's spacing.</param>
        public ReplayLoop(IRecording recording, GuardSettings settings)
        {
            _recording = recording;
            _core = new CoreRun(recording, settings);
        }

        /// <summary>Runs to the end of the recording; the sinks are called on this thread.</summary>
        /// <exception cref="InputException">A row cannot be used; the rows before it were handed on.</exception>
        public void Run(IReadOnlyList<ReplaySink> sinks)
        {
            Thread reader = Start("replay reader", Read);
            Thread judge = Start("replay core", Judge);
            try
            {
                ReplaySink[] all = [.. sinks];
                while (_judged.TryTake(out RowBlock block))
                {
                    Hand(block, all);
                    block.Failure?.Throw();
                    _free.Add(block);
                }
            }
            finally
            {
                // Whoever still waits for a block of another stage gets none any more.
                _free.Complete();
                _read.Complete();
                reader.Join();
                judge.Join();
            }
        }

        private static Thread Start(string name, Action work)
        {
            Thread thread = new Thread(() => work()) { Name = name, IsBackground = true };
            thread.Start();
            return thread;
        }

        private void Read()
        {
            bool more = true;
            while (more && TryTakeFree(out RowBlock block))
            {
                more = Fill(block);
                _read.Add(block);
            }

            _read.Complete();
        }

        private void Judge()
        {
            while (_read.TryTake(out RowBlock block))
            {
                try
                {
                    _core.Judge(block);
                }
                catch (Exception exception)
                {
                    // Whatever it was ends the run, on the thread that waits for it.
                    block.Failure = ExceptionDispatchInfo.Capture(exception);
                }

                _judged.Add(block);
            }

            _judged.Complete();
        }

        /// <summary>A block that went round, or a new one while there may be more; false where the run has ended.</summary>
        private bool TryTakeFree(out RowBlock block)
        {
            bool taken = true;
            if (_made < MostBlocks && _free.IsEmpty)
            {
                _made++;
                block = new RowBlock();
            }
            else
            {
                taken = _free.TryTake(out block);
            }

            block?.Clear();
            return taken;
        }

        /// <summary>Fills a block; false where the recording ends in it, or breaks off.</summary>
        private bool Fill(RowBlock block)
        {
            try
            {
                while (block.Count < RowBlock.Size && _recording.Read(ref block.Rows[block.Count]))
                {
                    string exchanged = _exchange.See(block.Rows[block.Count]);
                    if (exchanged != null)
                    {
                        block.Exchanges.Enqueue((block.Count, exchanged));
                    }

                    block.Count++;
                }

                return block.Count == RowBlock.Size;
            }
            catch (Exception exception)
            {
                block.Failure = ExceptionDispatchInfo.Capture(exception);
                return false;
            }
        }

        private static void Hand(RowBlock block, ReplaySink[] sinks)
        {
            int next = 0;
            for (int row = 0; row < block.Count;)
            {
                for (; next < block.Happenings.Count && block.Happenings[next].Row == row; next++)
                {
                    Tell(block.Rows[row].TimeMicroseconds, block.Happenings[next], sinks);
                }

                int end = next < block.Happenings.Count ? Math.Min(block.Happenings[next].Row, block.Count) : block.Count;
                ReadOnlySpan<RecordingRow> rows = block.Rows.AsSpan(row, end - row);
                ReadOnlySpan<Judgement> judgements = block.Judgements.AsSpan(row, end - row);
                foreach (ReplaySink sink in sinks)
                {
                    sink.OnRows(rows, judgements);
                }

                row = end;
            }
        }

        private static void Tell(long time, RowHappening happening, ReplaySink[] sinks)
        {
            foreach (ReplaySink sink in sinks)
            {
                if (happening.Record != null)
                {
                    sink.OnEvent(time, happening.Record);
                }
                else if (happening.Figure != null)
                {
                    sink.OnFigure(time, happening.Figure);
                }
                else
                {
                    sink.OnExchange(time, happening.Exchange);
                }
            }
        }
    }
}
