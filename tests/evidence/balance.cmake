# Balances of capabilities and equipment, and the data sets that they are made of where CASUS_DATA says where they are.
add_executable(evidence_balance_test balance_test.cpp)
target_link_libraries(evidence_balance_test PRIVATE casus_evidence GTest::gtest_main rapidcheck)
gtest_discover_tests(evidence_balance_test TEST_PREFIX "evidence." DISCOVERY_TIMEOUT 60
  PROPERTIES ENVIRONMENT "RC_PARAMS=max_success=${random_cases}")
# Pictures of pledges, and the pledges of the corpus.
add_executable(evidence_pictures_test pledge_pictures_test.cpp corpus_pledges_test.cpp)
target_link_libraries(evidence_pictures_test PRIVATE casus_tool GTest::gtest_main)
gtest_discover_tests(evidence_pictures_test TEST_PREFIX "evidence.")
# Debian's own Python: python3-jsonschema belongs to it.
find_program(CASUS_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
add_test(NAME balance_command
  COMMAND ${CASUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/balance_command_test.py $<TARGET_FILE:casus>)
add_test(NAME picture_command
  COMMAND ${CASUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/picture_command_test.py $<TARGET_FILE:casus>)
