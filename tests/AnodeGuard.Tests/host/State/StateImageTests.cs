using System;
using System.Collections.Generic;
using System.Reflection;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>An image holds everything that changes: found by reflection, and by guards that go on alike.</summary>
    public class StateImageTests
    {
        private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        // Arrays that the constructor fills from the settings and nobody writes afterwards.
        private static readonly string[] Tables =
        {
            "ModeTable.VanishesFromQ40", "ModeTable.SmallBelowQ40", "ModeSum._ratesQ4", "DoublingGrid.DecaysQ31", "DoublingGrid.Living",
            "ModeTable.RatesQ16", "ModeTable.WeightsQ31", "FaultRegister._rows", "StaleWatch._limits",
        };

        [Fact]
        public void Every_field_that_can_change_is_in_the_image()
        {
            Guard one = new Guard(new GuardSettings());
            Guard other = new Guard(new GuardSettings());
            Random random = new Random(5);
            List<Place> places = Places(one);
            Assert.InRange(places.Count, 300, 5000);
            foreach (Place place in places)
            {
                place.Set(random);
            }

            StateImage image = new StateImage(Guard.LargestImage);
            Assert.True(one.Save(image));
            Assert.True(other.Load(image));
            List<Place> loaded = Places(other);
            Assert.Equal(places.Count, loaded.Count);
            List<string> forgotten = new List<string>();
            for (int i = 0; i < places.Count; i++)
            {
                if (!Equals(places[i].Get(), loaded[i].Get()))
                {
                    forgotten.Add(places[i].Name + " is not in the Exchange() of its class");
                }
            }

            Assert.True(forgotten.Count == 0, string.Join(Environment.NewLine, forgotten));
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        [InlineData(5)]
        [InlineData(6)]
        public void A_guard_that_is_loaded_goes_on_as_the_one_that_was_saved(int seed)
        {
            Abuse abuse = new Abuse(seed);
            GuardSettings settings = seed % 2 == 0 ? new GuardSettings() : abuse.Settings();
            Guard guard = new Guard(settings);
            StateImage image = new StateImage(Guard.LargestImage);
            for (int round = 0; round < 20; round++)
            {
                for (int step = 0; step < 200; step++)
                {
                    guard.Step(abuse.Next());
                }

                Assert.True(guard.Save(image));
                Guard loaded = new Guard(settings);
                Assert.True(loaded.Load(image));
                Fnv one = new Fnv();
                Fnv other = new Fnv();
                for (int step = 0; step < 300; step++)
                {
                    Snapshot snapshot = abuse.Next();
                    one.Add(guard.Step(snapshot));
                    other.Add(loaded.Step(snapshot));
                }

                Assert.Equal(one.Hash, other.Hash);
            }
        }

        /// <summary>A guard is the same after it was saved, and which of two channels it used is among what is loaded.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        [InlineData(5)]
        public void Saving_changes_nothing(int seed)
        {
            Abuse abuse = new Abuse(seed);
            GuardSettings settings = abuse.Settings();
            Guard guard = new Guard(settings);
            StateImage image = new StateImage(Guard.LargestImage);
            for (int round = 0; round < 12; round++)
            {
                for (int step = 0; step < 37; step++)
                {
                    guard.Step(abuse.Next());
                }

                object[] before = Places(guard).ConvertAll(place => place.Get()).ToArray();
                Assert.True(guard.Save(image));
                Assert.Equal(before, Places(guard).ConvertAll(place => place.Get()));
                Guard loaded = new Guard(settings);
                Assert.True(loaded.Load(image));
                Assert.Equal(before, Places(loaded).ConvertAll(place => place.Get()));
            }
        }

        /// <summary>An image with any word too few is refused, wherever it ends, and one with just enough is not.</summary>
        [Fact]
        public void Every_word_is_needed()
        {
            Guard guard = new Guard(new GuardSettings());
            StateImage whole = new StateImage(Guard.LargestImage);
            Assert.True(guard.Save(whole));
            Assert.True(guard.Save(new StateImage(whole.Length)));
            for (int words = 0; words < whole.Length; words++)
            {
                Assert.False(guard.Save(new StateImage(words)));
            }

            Guard other = new Guard(new GuardSettings());
            int length = whole.Length;
            for (int words = 0; words < length; words++)
            {
                whole.Length = words;
                Assert.False(other.Load(whole));
            }
        }

        [Fact]
        public void An_image_of_other_classes_or_settings_is_refused_and_a_small_one_overflows()
        {
            Guard guard = new Guard(new GuardSettings());
            Assert.False(guard.Save(new StateImage(100)));
            StateImage image = new StateImage(Guard.LargestImage);
            Assert.True(guard.Save(image));
            image.Length--;
            Assert.False(new Guard(new GuardSettings()).Load(image));
            image.Length += 2;
            Assert.False(new Guard(new GuardSettings()).Load(image));
        }

        [Fact]
        public void Saving_allocates_nothing()
        {
            Guard guard = new Guard(new GuardSettings());
            StateImage image = new StateImage(Guard.LargestImage);
            guard.Save(image);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                guard.Save(image);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        private static List<Place> Places(Guard guard)
        {
            Walk walk = new Walk();
            walk.Visit(guard);
            return walk.Places;
        }

        /// <summary>Everything reachable, in an order that depends on the classes alone.</summary>
        private sealed class Walk
        {
            public readonly List<Place> Places = new List<Place>();
            private readonly Dictionary<object, int> _seen = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);

            public void Visit(object target)
            {
                if (target == null || target is GuardSettings || target is FaultRow || _seen.ContainsKey(target))
                {
                    return;
                }

                _seen.Add(target, _seen.Count);
                bool exchanges = target.GetType().GetMethod("Exchange", Instance) != null;
                foreach (FieldInfo field in target.GetType().GetFields(Instance))
                {
                    if (exchanges || !(field.FieldType.IsPrimitive || field.FieldType.IsEnum || field.FieldType.IsArray))
                    {
                        VisitField(target, field);
                    }
                }
            }

            private void VisitField(object target, FieldInfo field)
            {
                object value = field.GetValue(target);
                string name = target.GetType().Name + "." + field.Name;
                if (value is Array array)
                {
                    for (int i = 0; i < array.Length && Array.IndexOf(Tables, name) < 0; i++)
                    {
                        VisitElement(array, i, name);
                    }
                }
                else if (field.FieldType.IsPrimitive || field.FieldType.IsEnum)
                {
                    if (!field.IsInitOnly)
                    {
                        Places.Add(new Place(name, () => field.GetValue(target), changed => field.SetValue(target, changed)));
                    }
                }
                else
                {
                    Visit(value);
                    if (!field.IsInitOnly)
                    {
                        // Which of the objects known by now it points at.
                        Places.Add(new Place(name, () => field.GetValue(target) is object seen ? _seen[seen] : -1, null));
                    }
                }
            }

            private void VisitElement(Array array, int index, string name)
            {
                if (array.GetType().GetElementType().IsPrimitive)
                {
                    Places.Add(new Place(name + "[" + index + "]", () => array.GetValue(index), changed => array.SetValue(changed, index)));
                }
                else
                {
                    Visit(array.GetValue(index));
                }
            }
        }

        private sealed class Place
        {
            private readonly Action<object> _set;

            public Place(string name, Func<object> get, Action<object> set)
            {
                Name = name;
                Get = get;
                _set = set;
            }

            public string Name { get; }

            public Func<object> Get { get; }

            /// <summary>Another value than before, any that the type can hold.</summary>
            public void Set(Random random)
            {
                object before = Get();
                object after = before;
                while (_set != null && Equals(before, after))
                {
                    after = Any(before, random);
                }

                _set?.Invoke(after);
            }

            private static object Any(object like, Random random)
            {
                switch (like)
                {
                    case bool flag: return !flag;
                    case byte: return (byte)random.Next(256);
                    case int: return random.Next(int.MinValue, int.MaxValue);
                    case long: return random.NextInt64(long.MinValue, long.MaxValue);
                    case Enum: return Enum.ToObject(like.GetType(), (byte)random.Next(256));
                    default: throw new NotSupportedException(like.GetType().Name);
                }
            }
        }
    }
}
